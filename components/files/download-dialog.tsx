'use client'

import type { InstanceName } from '../../server/protocol/ids.ts'
import { MAX_FILE_BYTES } from '../../server/protocol/limits.ts'
import { ApiError } from '../session/session-api.ts'
import { createFilesApi, fileUrl, type FileOrigin } from './file-request.ts'
import { PathDialog } from './path-dialog.tsx'

export interface DownloadDialogProps {
  instance: InstanceName
  terminal: number
  isOpen: boolean
  onClose: () => void
}

/** Fetches a file by its path. */
export function DownloadDialog({ instance, terminal, isOpen, onClose }: DownloadDialogProps) {
  return (
    <PathDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Download from ${instance}`}
      submitLabel="Download"
      onSubmit={(path) => download({ instance, terminal }, path)}
    />
  )
}

/** The browser saves it as it comes; so that it need not save an error, the file is looked for first. */
async function download(origin: FileOrigin, path: string): Promise<void> {
  const { path: found, size } = await createFilesApi(origin).state(path)
  if (size === null) throw new ApiError('FILE_NOT_FOUND', 'There is no such file.')
  if (size > MAX_FILE_BYTES) throw new ApiError('FILE_TOO_LARGE', 'The file is larger than 100 MiB.')
  const link = document.createElement('a')
  link.href = fileUrl(origin, '', { path: found })
  link.download = ''
  link.click()
}
