import type { IncomingMessage, ServerResponse } from 'node:http'

/** A few kilobytes over the slowest line. */
const BODY_MS = 10_000

/** Ends the connection of whoever dribbles a short body to hold a request open. */
export function expectBodySoon(
  request: IncomingMessage,
  response: ServerResponse,
  { withinMs = BODY_MS }: { withinMs?: number } = {},
): void {
  // Whether it has come, not whether it has been read: nobody reads one that is empty.
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy()
  }, withinMs).unref()
  response.once('close', () => clearTimeout(timer))
}
