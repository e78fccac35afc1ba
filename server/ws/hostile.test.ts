import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeFrame } from '../protocol/frames.ts'
import { MAX_CHANNELS, TERMINAL_COLS, TERMINAL_ROWS } from '../protocol/limits.ts'
import { startTestServer } from '../testing/test-server.ts'
import { attach, openWithInstance, Tab, type TestServer } from '../testing/socket-tab.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** A terminal of somebody who behaves; it must not notice what others do. */
async function openBystander() {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const stream = server.access.streams.at(-1)!
  return async () => {
    tab.socket.send(encodeFrame(1, new TextEncoder().encode('x')))
    stream.print('fine')
    await tab.printed('fine')
    tab.output = ''
    tab.send({ type: 'ping' })
    await tab.next('pong')
    expect(stream.typed).toMatch(/^x+$/)
  }
}

test.each([
  ['zero', 0, 0],
  ['negative', -1, -1],
  ['enormous', 1e9, 1e9],
  ['fractions', 80.5, 24.5],
])('a size of %s is clamped', async (_name, cols, rows) => {
  const { tab } = await openWithInstance(server)
  tab.send({ ...attach, cols: 77, rows: 33 })
  const stream = server.access.streams.at(-1)!
  await tab.next('presence')
  tab.send({ type: 'resize', channel: 1, cols, rows })
  await tab.next('presence')
  const size = stream.sizes.at(-1)!
  expect(Number.isInteger(size.cols) && Number.isInteger(size.rows)).toBe(true)
  expect(size.cols).toBeGreaterThanOrEqual(TERMINAL_COLS.min)
  expect(size.cols).toBeLessThanOrEqual(TERMINAL_COLS.max)
  expect(size.rows).toBeGreaterThanOrEqual(TERMINAL_ROWS.min)
  expect(size.rows).toBeLessThanOrEqual(TERMINAL_ROWS.max)
  tab.socket.close()
})

test.each([
  ['no number at all', 'null'],
  ['text', '"80"'],
  ['too large to be a number', '1e999'],
])('a size that is %s is refused, and the terminal keeps its own', async (_name, cols) => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const stream = server.access.streams.at(-1)!
  const sizes = [...stream.sizes]
  tab.socket.send(`{"type":"resize","channel":1,"cols":${cols},"rows":24}`)
  expect((await tab.next('error')).code).toBe('BAD_MESSAGE')
  expect(stream.sizes).toEqual(sizes)
  tab.socket.close()
})

test.each([
  ['an ack beyond what was sent', { type: 'ack', channel: 1, offset: 1e15 }],
  ['an ack of less than nothing', { type: 'ack', channel: 1, offset: -1 }],
  ['a name of input that is none', { ...attach, channel: 2, input: '../../etc' }],
  ['a terminal that no instance can have', { ...attach, channel: 2, terminal: 9 }],
  ['a role that is none', { ...attach, channel: 2, role: 'root' }],
  ['a resume of an offset that is none', { ...attach, channel: 2, resume: { stream: 'x', offset: 0.5 } }],
])('%s is refused, and the terminal goes on', async (_name, message) => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  tab.send(message)
  expect((await tab.next('error')).code).toBe('BAD_MESSAGE')
  server.access.streams.at(-1)!.print('on')
  await tab.printed('on')
  tab.socket.close()
})

test('frames in fragments are put together, and frames of channels that are not attached are refused', async () => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const stream = server.access.streams.at(-1)!
  const frame = encodeFrame(1, new TextEncoder().encode('ls -l'))
  for (const [at, byte] of frame.entries())
    tab.socket.send(Uint8Array.of(byte), { binary: true, fin: at === frame.length - 1 })
  for (const channel of [0, 2, 255]) tab.socket.send(encodeFrame(channel, new TextEncoder().encode('rm')))
  const codes = [await tab.next('error'), await tab.next('error'), await tab.next('error')].map(
    ({ code }) => code,
  )
  expect(codes.sort()).toEqual(['BAD_MESSAGE', 'BAD_MESSAGE', 'CHANNEL_UNKNOWN'])
  expect(stream.typed).toBe('ls -l')
  tab.socket.close()
})

test('a tab that attaches one terminal many times is one viewer of it', async () => {
  const { tab } = await openWithInstance(server)
  for (let channel = 1; channel <= MAX_CHANNELS; channel++)
    tab.send({ ...attach, channel, input: `${channel}`.padStart(16, 'y') })
  for (let channel = 1; channel <= MAX_CHANNELS; channel++)
    expect(await tab.next('presence')).toMatchObject({ viewers: 1 })
  server.access.streams.at(-1)!.print('once')
  await tab.printed('once')
  expect(tab.output).toBe('once')
  tab.socket.close()
})

test('500 sockets of one session: most are refused, the others work, and none is left behind', async () => {
  const isFine = await openBystander()
  const { session, token, tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const streams = server.access.streams.length
  const sockets = Array.from({ length: 500 }, () => new Tab(server, `drydock_session=${token}`))
  const outcomes = await Promise.all(
    sockets.map(async (each) => {
      const refused = once(each.socket, 'unexpected-response').then(() => 'refused')
      const opened = once(each.socket, 'open').then(() => 'opened')
      return Promise.race([refused, opened])
    }),
  )
  const opened = sockets.filter((_, index) => outcomes[index] === 'opened')
  expect(opened.length).toBeGreaterThan(0)
  expect(opened.length).toBeLessThan(20)
  for (const [index, each] of opened.entries()) each.send({ ...attach, input: `${index}`.padStart(16, 'z') })
  for (const each of opened) await each.next('attached')
  await isFine()
  // One shell, however many watch it.
  expect(server.access.streams).toHaveLength(streams)
  for (const { socket } of sockets) socket.terminate()
  tab.send({ type: 'ping' })
  await tab.next('pong')
  while ((await tab.next('presence')).viewers !== 1);
  await server.sessions.close(session, 'time-up')
  await isFine()
})
