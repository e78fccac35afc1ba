import type { IncomingMessage } from 'node:http'

/** The host that a request names, without its port; empty when it names none. */
export function hostnameOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}
