import type { IncomingMessage } from 'node:http'

/** A browser reads no answer before it has sent its request; whoever sends on after this is cut off. */
const DISCARD_MS = 30_000

/** Takes what is left of a body that nobody wants any more, so that the refusal is read. */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  const timer = setTimeout(() => request.destroy(), DISCARD_MS).unref()
  request.once('close', () => clearTimeout(timer))
  request.on('error', () => undefined)
  request.resume()
}
