import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { untrustedLines } from '../lib/untrusted-lines.ts'
import type { InnerEngine } from './inner-engine.ts'

const eventSchema = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z
    .object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) })
    .catch({ ID: '', Attributes: {} }),
})
export type InnerEvent = z.infer<typeof eventSchema>

interface EventHandlers {
  signal: AbortSignal
  onConnected(): void
  onEvent(event: InnerEvent): void
}

/** Health probes and execs are not changes: they would wake every check for nothing. */
const IGNORED_ACTIONS = /^(exec_|health_status|top|attach|resize)/
/** An event with many labels takes a few KiB. */
const MAX_LINE_BYTES = 64 * 1024
/** A few hundred events, more than any command causes at once; a flood waits on the instance's side. */
const BURST_BYTES = 256 * 1024
const BURST_PAUSE_MS = 500

/** Follows the events of an inner Engine; ends, or rejects, when the stream ends. */
export async function followInnerEvents(inner: InnerEngine, handlers: EventHandlers): Promise<void> {
  const stream = await inner.events(handlers.signal)
  handlers.onConnected()
  for await (const line of untrustedLines(paced(stream, handlers.signal), MAX_LINE_BYTES)) {
    const event = parseEvent(line)
    if (event && !IGNORED_ACTIONS.test(event.Action)) handlers.onEvent(event)
  }
}

/** Reading is all that a flood of events costs the broker, so it is done in portions. */
async function* paced(chunks: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of chunks) {
    yield chunk
    bytes += chunk.length
    if (bytes < BURST_BYTES) continue
    bytes = 0
    await delay(BURST_PAUSE_MS, undefined, { signal })
  }
}

function parseEvent(line: string): InnerEvent | undefined {
  try {
    return eventSchema.parse(JSON.parse(line))
  } catch {
    // A participant owns this Engine and may send anything.
    return undefined
  }
}
