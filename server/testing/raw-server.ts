import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** A TCP server that answers each request with the bytes that a test chooses, and counts connections. */
export async function startRawServer(answer: (socket: Socket, requestHead: string) => void) {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    socket.on('data', (head) => answer(socket, head.toString('latin1')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    connections: () => connections,
    /** Resolves when the other side has closed all its connections. */
    async allClosed(): Promise<void> {
      for (const socket of sockets) await once(socket, 'close')
    },
    async dial(): Promise<Duplex> {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
    async [Symbol.asyncDispose](): Promise<void> {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
