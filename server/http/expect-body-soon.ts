import type { IncomingMessage } from 'node:http'

/** A few kilobytes over the slowest line. */
const BODY_MS = 10_000

/** Ends the connection of whoever dribbles a short body to hold a request open. */
export function expectBodySoon(request: IncomingMessage): void {
  if (request.complete) return
  const timer = setTimeout(() => request.destroy(), BODY_MS).unref()
  request.once('end', () => clearTimeout(timer))
  request.once('close', () => clearTimeout(timer))
}
