import type { Readable } from 'node:stream'
import { nextChunk } from './next-chunk.ts'

const NEWLINE = 0x0a

/**
 * The next line, without its end; what follows stays in the stream. Rejects when the stream ends before the line does
 * or the line is longer than `maxBytes`: whoever is at the other end may send anything.
 */
export async function readLine(
  stream: Readable,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<string> {
  let line = Buffer.alloc(0)
  for (;;) {
    const chunk = await nextChunk(stream, signal)
    if (chunk === null) throw new Error('the stream ended before the line')
    const newline = chunk.indexOf(NEWLINE)
    line = Buffer.concat([line, newline < 0 ? chunk : chunk.subarray(0, newline)])
    if (line.length > maxBytes) throw new Error(`the line is longer than ${maxBytes} bytes`)
    if (newline < 0) continue
    if (newline + 1 < chunk.length) stream.unshift(chunk.subarray(newline + 1))
    return line.toString('utf8')
  }
}
