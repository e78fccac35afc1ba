import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { IDLE_CONNECTION_MS, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_NETWORK } from './limits.ts'

const HEADERS_TIMEOUT_MS = 20_000
const KEEP_ALIVE_MS = 65_000

/** Keeps one session from taking all connections. Each session's network reaches the Hub at an address of its own. */
export function guardConnections(server: Server): void {
  const open = new Map<string, number>()
  server.maxConnections = MAX_CONNECTIONS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  // A layer of gigabytes takes its time; a connection without any traffic does not.
  server.requestTimeout = 0
  server.timeout = IDLE_CONNECTION_MS
  server.on('connection', (socket: Socket) => {
    const network = socket.localAddress ?? ''
    const count = open.get(network) ?? 0
    if (count >= MAX_CONNECTIONS_PER_NETWORK) return void socket.destroy()
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}
