import { LabError } from '../protocol/errors.ts'

/** UTF-8 without NUL, its byte order mark kept: what can be edited and written back as it was. Throws NOT_TEXT. */
export function readText(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new LabError('NOT_TEXT')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new LabError('NOT_TEXT', { cause })
  }
}
