import type Docker from 'dockerode'
import { createInterface } from 'node:readline'
import { addAbortSignal, type Readable } from 'node:stream'
import { z } from 'zod'

const eventSchema = z.object({ Type: z.string(), Action: z.string() })
export type InnerEvent = z.infer<typeof eventSchema>

interface EventHandlers {
  signal: AbortSignal
  onConnected(): Promise<void>
  onEvent(event: InnerEvent): Promise<void>
}

/** Health probes and execs are not changes: they would wake every check for nothing. */
const IGNORED_ACTIONS = /^(exec_|health_status|top|attach|resize)/

/** Follows the events of an inner Engine; ends, or rejects, when the stream ends. */
export async function followInnerEvents(inner: Docker, handlers: EventHandlers): Promise<void> {
  const stream = (await inner.getEvents({
    filters: { type: ['container', 'image', 'volume', 'network'] },
  })) as Readable
  addAbortSignal(handlers.signal, stream)
  // readline does not pass the stream's errors on; the loop below ends with the stream either way.
  stream.on('error', () => undefined)
  await handlers.onConnected()
  for await (const line of createInterface({ input: stream })) {
    const event = parseEvent(line)
    if (event && !IGNORED_ACTIONS.test(event.Action)) await handlers.onEvent(event)
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
