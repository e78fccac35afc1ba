import type { Readable } from 'node:stream'
import { LabError } from '../protocol/errors.ts'
import type { FileHelper } from './file-helper.ts'
import { nextChunk } from './next-chunk.ts'

/**
 * Sends all of `data` in frames, no faster than the instance takes it; throws FILE_TOO_LARGE. Ends early when the helper
 * has given up (a full disk): its answer tells why.
 */
export async function sendFile(helper: FileHelper, data: Readable, maxBytes: number): Promise<void> {
  let bytes = 0
  for (let chunk; (chunk = await nextChunk(data, helper.signal)) !== null;) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new LabError('FILE_TOO_LARGE')
    await helper.send(chunk)
    if (helper.hasSpoken) return
  }
  await helper.send(new Uint8Array())
}
