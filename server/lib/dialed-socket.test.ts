import { once } from 'node:events'
import { type Duplex, PassThrough } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import { DialedSocket } from './dialed-socket.ts'

afterEach(() => void vi.useRealTimers())

/** Lets the stream's own ticks pass. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

test('what is written before the connection is made is sent when it is', async () => {
  const dialed = Promise.withResolvers<Duplex>()
  const socket = new DialedSocket(() => dialed.promise)
  socket.write('early')
  dialed.resolve(new PassThrough())
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  expect(chunk.toString()).toBe('early')
  socket.destroy()
})

test('a dial that fails is the socket’s error', async () => {
  const failure = new Error('nobody there')
  const socket = new DialedSocket(() => Promise.reject(failure))
  await expect(new Promise((resolve) => socket.once('error', resolve))).resolves.toBe(failure)
})

test('a connection that is made after the socket was given up is closed', async () => {
  const dialed = Promise.withResolvers<Duplex>()
  const connection = new PassThrough()
  const socket = new DialedSocket(() => dialed.promise)
  await settle()
  socket.destroy()
  dialed.resolve(connection)
  await settle()
  expect(connection.destroyed).toBe(true)
})

test('a dial that hangs is given up, and its late connection closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const dialed = Promise.withResolvers<Duplex>()
  const connection = new PassThrough()
  const socket = new DialedSocket(() => dialed.promise)
  const failure = new Promise<Error>((resolve) => socket.once('error', resolve))
  await settle()
  vi.advanceTimersByTime(10_000)
  expect((await failure).message).toContain('no connection within')
  dialed.resolve(connection)
  await settle()
  expect(connection.destroyed).toBe(true)
})

test('an idle socket times out, and traffic in either direction puts it off', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const connection = new PassThrough()
  const socket = new DialedSocket(async () => connection)
  let timeouts = 0
  socket.setTimeout(1_000, () => timeouts++)
  await settle()
  vi.advanceTimersByTime(900)
  socket.write('out')
  await settle()
  vi.advanceTimersByTime(900)
  connection.push('in')
  await settle()
  vi.advanceTimersByTime(900)
  expect(timeouts).toBe(0)
  vi.advanceTimersByTime(100)
  expect(timeouts).toBe(1)
  socket.setTimeout(0)
  vi.advanceTimersByTime(10_000)
  expect([timeouts, socket.timeout]).toEqual([1, 0])
  socket.destroy()
})
