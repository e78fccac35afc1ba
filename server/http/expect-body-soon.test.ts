import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { expectBodySoon } from './expect-body-soon.ts'

const server = createServer()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterEach(() => server.closeAllConnections())

async function open(head: string): Promise<{ closed: Promise<unknown>; response: ServerResponse }> {
  const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined).resume()
  const closed = once(socket, 'close')
  socket.write(`${head}\r\nHost: x\r\n`)
  socket.write(head.startsWith('POST') ? 'Content-Length: 100\r\n\r\n{' : '\r\n')
  const [request, response] = await asked
  expectBodySoon(request, response, { withinMs: 50 })
  return { closed, response }
}

test('a body that dribbles is not waited for', async () => {
  const { closed } = await open('POST / HTTP/1.1')
  await closed
})

test('a request without a body may take its time, though nobody reads it', async () => {
  const dribbling = await open('POST / HTTP/1.1')
  const { closed, response } = await open('GET / HTTP/1.1')
  // Its time was up later.
  await dribbling.closed
  await new Promise(setImmediate)
  let isClosed = false
  void closed.then(() => (isClosed = true))
  response.end('at last')
  await once(response, 'finish')
  expect([isClosed, response.socket?.destroyed ?? false]).toEqual([false, false])
  server.close()
})
