import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { encodeFrame } from '../protocol/frames.ts'
import { MAX_CLIENT_FRAME_BYTES, MAX_INPUT_BACKLOG_BYTES } from '../protocol/limits.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { attach, openWithInstance, Tab, type TestServer } from '../testing/socket-tab.ts'
import { startTestServer } from '../testing/test-server.ts'

const node1 = instanceNameSchema.parse('node1')
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

async function refusal(cookie: string, headers: Record<string, string>): Promise<number> {
  const tab = new Tab(server, cookie, headers)
  const [, response] = (await once(tab.socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ]
  response.destroy()
  return response.statusCode
}

test('a tab gets its session and progress on connect', async () => {
  const { tab, session } = await openWithInstance(server)
  expect(await tab.next('progress')).toEqual({ type: 'progress', progress: [] })
  session.update(node1, { type: 'ports', ports: [{ port: 80, container: 'web' }] })
  const { session: view } = await tab.next('session')
  expect(view?.instances[0]).toMatchObject({ ports: [{ port: 80 }] })
  tab.socket.close()
})

test('upgrades from other pages, without an origin or without a session are refused', async () => {
  const { token } = await server.sessions.open()
  const cookie = `drydock_session=${token}`
  expect(await refusal(cookie, { origin: 'http://evil.example' })).toBe(403)
  expect(await refusal(cookie, { origin: 'null' })).toBe(403)
  expect(await refusal(cookie, { host: 'evil.example' })).toBe(403)
  expect(await refusal('', {})).toBe(404)
  expect(await refusal('drydock_session=guess', {})).toBe(404)
})

test('a terminal attaches, echoes input in order, and resumes in another tab where the first left off', async () => {
  const { tab, token } = await openWithInstance(server)
  tab.send({ ...attach, cols: 100, rows: 30 })
  const { stream: id } = await tab.next('attached')
  const stream = server.access.streams.at(-1)!
  expect(stream.sizes.at(-1)).toEqual({ cols: 100, rows: 30 })
  for (const key of 'docker') tab.socket.send(encodeFrame(1, new TextEncoder().encode(key)))
  tab.send({ type: 'ping' })
  await tab.next('pong')
  stream.print('hello ')
  await tab.printed('hello ')
  expect(stream.typed).toBe('docker')
  tab.socket.close()
  await once(tab.socket, 'close')
  stream.print('again')
  const second = new Tab(server, `drydock_session=${token}`)
  await second.next('session')
  second.send({
    ...attach,
    channel: 3,
    resume: { stream: id, offset: 6 },
  })
  expect(await second.next('attached')).toMatchObject({ channel: 3, from: 6, isReset: false })
  await second.printed('again')
  expect(second.output).toBe('again')
  second.socket.close()
})

test('a tab that comes back hears what of its keys has arrived, and its old connection types no more', async () => {
  const { tab, token } = await openWithInstance(server)
  tab.send(attach)
  expect(await tab.next('attached')).toMatchObject({ inputOffset: null })
  const stream = server.access.streams.at(-1)!
  tab.socket.send(encodeFrame(1, new TextEncoder().encode('docker')))
  const again = new Tab(server, `drydock_session=${token}`)
  tab.send({ type: 'ping' })
  await tab.next('pong')
  await again.next('session')
  again.send({ ...attach, channel: 2 })
  expect(await again.next('attached')).toMatchObject({ channel: 2, inputOffset: 6 })
  tab.socket.send(encodeFrame(1, new TextEncoder().encode(' late')))
  tab.send({ type: 'ping' })
  await tab.next('pong')
  expect(stream.typed).toBe('docker')
  tab.socket.close()
  again.socket.close()
})

test('two tabs see who else is there; the size is the driver’s, and a watcher neither types, nor drives, nor runs', async () => {
  const { tab, token } = await openWithInstance(server)
  tab.send(attach)
  expect(await tab.next('presence')).toMatchObject({ viewers: 1, isDriving: true, cols: 80, rows: 24 })
  const watcher = new Tab(server, `drydock_session=${token}`)
  await watcher.next('session')
  watcher.send({ ...attach, role: 'watch', input: 'b'.repeat(16), cols: 40, rows: 10 })
  expect(await watcher.next('presence')).toMatchObject({ viewers: 2, isDriving: false, cols: 80, rows: 24 })
  expect(await tab.next('presence')).toMatchObject({ viewers: 2, isDriving: true })
  watcher.socket.send(encodeFrame(1, new TextEncoder().encode('rm')))
  expect(await watcher.next('error')).toMatchObject({ code: 'NOT_DRIVING', channel: 1 })
  watcher.send({ type: 'drive', channel: 1 })
  expect(await watcher.next('error')).toMatchObject({ code: 'NOT_DRIVING', channel: 1 })
  const second = new Tab(server, `drydock_session=${token}`)
  await second.next('session')
  second.send({ ...attach, input: 'c'.repeat(16), cols: 120, rows: 40 })
  expect(await tab.next('presence')).toMatchObject({ viewers: 3, isDriving: false, cols: 120, rows: 40 })
  tab.send({ type: 'drive', channel: 1 })
  expect(await tab.next('presence')).toMatchObject({ isDriving: true, cols: 80, rows: 24 })
  expect(server.access.streams.at(-1)!.typed).toBe('')
  for (const { socket } of [tab, watcher, second]) socket.close()
})

test('a terminal that was not opened cannot be attached', async () => {
  const { tab } = await openWithInstance(server)
  tab.send({ ...attach, terminal: 2 })
  expect(await tab.next('error')).toMatchObject({ code: 'TERMINAL_NOT_FOUND', channel: 1 })
  tab.socket.close()
})

test('the end of the shell is told, and attaching again starts a new one', async () => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  const first = await tab.next('attached')
  server.access.streams.at(-1)!.end('shell-exited')
  expect(await tab.next('exited')).toEqual({ type: 'exited', channel: 1 })
  tab.send(attach)
  expect((await tab.next('attached')).stream).not.toBe(first.stream)
  tab.socket.close()
})

test('a stream that was lost is taken up again without the tab noticing', async () => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const before = server.access.streams.length
  server.access.streams.at(-1)!.end('lost')
  while (server.access.streams.length === before) await new Promise(setImmediate)
  await new Promise(setImmediate)
  server.access.streams.at(-1)!.print('still here')
  await tab.printed('still here')
  tab.socket.close()
})

test.each([
  ['junk', 'junk', 'BAD_MESSAGE'],
  ['an unknown message', '{"type":"rm"}', 'BAD_MESSAGE'],
  ['an unknown field', '{"type":"ping","x":1}', 'BAD_MESSAGE'],
  ['a channel that is none', '{"type":"detach","channel":0}', 'BAD_MESSAGE'],
  ['a size that is no number', '{"type":"resize","channel":1,"cols":"80","rows":24}', 'BAD_MESSAGE'],
  [
    'an instance that is not there',
    '{"type":"attach","channel":1,"instance":"node9","terminal":1,"cols":80,"rows":24,"role":"drive","input":"0123456789abcdef"}',
    'INSTANCE_NOT_FOUND',
  ],
  ['a terminal that is not attached', '{"type":"resize","channel":9,"cols":80,"rows":24}', 'CHANNEL_UNKNOWN'],
  ['a lab that is not there', '{"type":"view","lab":"x","chapter":"y"}', 'LAB_NOT_FOUND'],
])('%s is answered with an error, and the tab goes on', async (_name, text, code) => {
  const { tab } = await openWithInstance(server)
  tab.socket.send(text)
  expect((await tab.next('error')).code).toBe(code)
  tab.send({ type: 'ping' })
  await tab.next('pong')
  tab.socket.close()
})

test('a frame that is too large ends the connection, and it says why', async () => {
  const { tab } = await openWithInstance(server)
  tab.socket.send(new Uint8Array(MAX_CLIENT_FRAME_BYTES + 1))
  const [code] = (await once(tab.socket, 'close')) as [number]
  expect(code).toBe(1009)
})

test('a page that speaks another protocol is cut off', async () => {
  const { tab } = await openWithInstance(server)
  for (let index = 0; index < 50; index++) tab.socket.send('junk')
  const [code] = (await once(tab.socket, 'close')) as [number]
  expect(code).toBe(1008)
})

test('when the session closes, the tab is told and its socket ends', async () => {
  const { tab, session } = await openWithInstance(server)
  await server.sessions.close(session, 'time-up')
  expect(await tab.next('session')).toEqual({ type: 'session', session: null, endReason: 'Its time was up.' })
  const [code] = (await once(tab.socket, 'close')) as [number]
  expect(code).toBe(1000)
})

test('a tab that asks and does not read is cut off', async () => {
  const { tab } = await openWithInstance(server)
  const stream = 'x'.repeat(200_000)
  tab.send(attach)
  await tab.next('attached')
  server.access.streams.at(-1)!.print(stream)
  tab.socket.pause()
  const closed = once(tab.socket, 'close')
  for (let index = 0; index < 150 && tab.socket.readyState === tab.socket.OPEN; index++) {
    tab.send(attach)
    // One attach at a time, or the broker would answer only the last of a burst.
    await server.send('GET', '/api/session')
  }
  if (tab.socket.readyState === tab.socket.OPEN) tab.socket.resume()
  const [code] = (await closed) as [number]
  expect(code).toBe(1006)
})

test('a tab is not read while its shell does not take what was typed, and nothing is lost', async () => {
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  const stream = server.access.streams.at(-1)!
  stream.backlogBytes = MAX_INPUT_BACKLOG_BYTES + 1
  tab.socket.send(encodeFrame(1, new TextEncoder().encode('first ')))
  while (stream.typed === '') await new Promise(setImmediate)
  tab.socket.send(encodeFrame(1, new TextEncoder().encode('second ')))
  tab.send({ type: 'ping' })
  // A whole request later, the frame that was sent before it is still unread.
  await server.send('GET', '/api/health')
  expect(stream.typed).toBe('first ')
  stream.drain()
  await tab.next('pong')
  expect(stream.typed).toBe('first second ')
  tab.socket.close()
})

test('the broker stops although tabs are open, and tells them to come back', async () => {
  await using other = await startTestServer()
  const { token } = await other.sessions.open()
  const socket = new WebSocket(`ws://127.0.0.1:${other.port}/ws`, {
    headers: {
      host: `localhost:${other.port}`,
      origin: other.origin,
      cookie: `drydock_session=${token}`,
    },
  })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  await other[Symbol.asyncDispose]()
  const [code] = (await closed) as [number]
  expect(code).toBe(1012)
})
