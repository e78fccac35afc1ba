import { once } from 'node:events'
import type { Readable } from 'node:stream'

/**
 * What the stream has next, null at its end; rejects when it breaks off. Unlike iterating, giving up neither destroys
 * the stream (an HTTP request could not be answered any more) nor leaves a listener on it.
 */
export async function nextChunk(stream: Readable, signal: AbortSignal): Promise<Buffer | null> {
  for (;;) {
    signal.throwIfAborted()
    const chunk = stream.read() as Buffer | null
    if (chunk !== null) return chunk
    if (stream.readableEnded) return null
    if (stream.destroyed) throw new Error('the stream broke off')
    await somethingToRead(stream, signal)
  }
}

/** Also an end is: the next look finds it. */
async function somethingToRead(stream: Readable, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController()
  const options = { signal: AbortSignal.any([signal, waiting.signal]) }
  try {
    await Promise.race(['readable', 'end', 'close'].map((event) => once(stream, event, options)))
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    waiting.abort()
  }
}
