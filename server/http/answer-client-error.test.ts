import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { answerClientError } from './answer-client-error.ts'

/** What a connection gets on which that is sent, until its end. */
async function answerTo(sent: string): Promise<string> {
  const server = createServer({ headersTimeout: 20, requestTimeout: 20, connectionsCheckingInterval: 10 })
  server.on('clientError', answerClientError)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data: Buffer) => (answer += data.toString()))
  if (sent !== '') socket.write(sent)
  await once(socket, 'close')
  server.close()
  return answer
}

test('a connection that was opened ahead and not used ends without a word', async () => {
  expect(await answerTo('')).toBe('')
})

test('who dribbles a request is cut off', async () => {
  expect(await answerTo('GET / HTTP/1.1\r\nHost:')).toBe('')
})

test('what is no HTTP is told so', async () => {
  expect(await answerTo('what is this\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*BAD_REQUEST/s)
})
