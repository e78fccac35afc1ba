import type { UploadedFile } from '../../server/protocol/files.ts'
import { errorOf, fileUrl, offline, type FileOrigin } from './file-request.ts'

export interface UploadOptions {
  origin: FileOrigin
  file: File
  name: string
  isReplacing: boolean
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** XMLHttpRequest, because it alone tells how much of a body has been sent. */
export function uploadFile(
  { origin, file, name, isReplacing, onProgress, signal }: UploadOptions,
  createRequest = () => new XMLHttpRequest(),
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = createRequest()
    const abort = () => request.abort()
    signal.addEventListener('abort', abort)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as UploadedFile)
      else reject(errorOf(request.status, parse(request.responseText)))
    }
    request.onerror = () => reject(offline())
    request.onabort = () => reject(signal.reason as Error)
    request.onloadend = () => signal.removeEventListener('abort', abort)
    request.open('PUT', fileUrl(origin, '', { name, overwrite: String(isReplacing) }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page: its status tells enough.
    return undefined
  }
}
