'use client'

import type { InstanceName } from '../../server/protocol/ids.ts'
import { createFilesApi } from './file-request.ts'
import { PathDialog } from './path-dialog.tsx'

/** What the labs have people edit. */
const SUGGESTIONS = ['Dockerfile', '/etc/docker/daemon.json']

export interface OpenFileDialogProps {
  instance: InstanceName
  terminal: number
  isOpen: boolean
  onClose: () => void
  /** Absolute, wherever the shell goes from now on. The file need not exist. */
  onOpen: (path: string) => void
}

export function OpenFileDialog({ instance, terminal, isOpen, onClose, onOpen }: OpenFileDialogProps) {
  return (
    <PathDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Open a file of ${instance}`}
      submitLabel="Open"
      suggestions={SUGGESTIONS}
      onSubmit={async (path) => onOpen((await createFilesApi({ instance, terminal }).state(path)).path)}
    />
  )
}
