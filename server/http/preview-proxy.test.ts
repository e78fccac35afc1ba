import { once } from 'node:events'
import { createServer, get, request, type IncomingHttpHeaders, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import { MAX_PREVIEW_CONNECTIONS } from '../services/preview-connections.ts'
import { Previews } from '../services/previews.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { startRawServer } from '../testing/raw-server.ts'
import { createPreviewProxy } from './preview-proxy.ts'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n'
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A preview proxy before a port that answers as the test says. */
async function preview(answer: Parameters<typeof startRawServer>[0], answerTimeoutMs = 10_000) {
  const upstream = await startRawServer(answer)
  const bench = createLabBench()
  let dials = 0
  bench.access.dialPort = () => {
    dials++
    return upstream.dial()
  }
  const { session } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, instanceNameSchema.parse('node1'), 'ready')
  const previews = new Previews({ sessions: bench.sessions, access: bench.access, domain: '127.0.0.1' })
  const proxy = createPreviewProxy(previews, { answerTimeoutMs })
  const server = createServer((incoming, response) => proxy.web(incoming, response))
  server.on('upgrade', (incoming, socket, head) => {
    socket.on('error', () => socket.destroy())
    proxy.upgrade(incoming, socket, head)
  })
  const port = await listen(server)
  closers.push(
    () => upstream[Symbol.asyncDispose](),
    () => server.closeAllConnections(),
  )
  const host = (published = 80) => `${published}--node1--${session.stored.previewKey}.localhost:${port}`
  return {
    dials: () => dials,
    async get(headers: Record<string, string> = {}, published?: number) {
      const outgoing = get({ port, host: '127.0.0.1', headers: { host: host(published), ...headers } })
      const [incoming] = (await once(outgoing, 'response')) as [Parameters<typeof text>[0] & Incoming]
      return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) }
    },
    /** Resolves with the first bytes of the answer. */
    async upgrade(): Promise<{ socket: Socket; answer: string }> {
      const socket = connect(port, '127.0.0.1')
      closers.push(() => socket.destroy())
      socket.on('error', () => undefined)
      socket.write(
        `GET / HTTP/1.1\r\nHost: ${host()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Cookie: drydock_session=secret\r\n\r\n',
      )
      const [answer] = (await once(socket, 'data')) as [Buffer]
      return { socket, answer: answer.toString() }
    },
    async post(headers: Record<string, string>, body: string): Promise<number> {
      const outgoing = request({
        port,
        host: '127.0.0.1',
        method: 'POST',
        headers: { host: host(), ...headers },
      })
      outgoing.end(body)
      const [incoming] = (await once(outgoing, 'response')) as [Parameters<typeof text>[0] & Incoming]
      await text(incoming)
      return incoming.statusCode
    },
  }
}

interface Incoming {
  statusCode: number
  headers: IncomingHttpHeaders
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return (server.address() as AddressInfo).port
}

test('two hundred requests at once share a few connections, and all are answered', async () => {
  const port = await preview((socket) => socket.write(`${OK}\r\nhi`))
  const answers = await Promise.all(Array.from({ length: 200 }, () => port.get()))
  expect(answers.every(({ status, body }) => status === 200 && body === 'hi')).toBe(true)
  expect(port.dials()).toBeLessThanOrEqual(8)
})

test('a session that holds too many connections is told so; idle ones make room', async () => {
  const port = await preview((socket, head) => {
    if (head.includes('Upgrade'))
      socket.write('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    else socket.write(`${OK}\r\nhi`)
  })
  for (let count = 1; count < MAX_PREVIEW_CONNECTIONS; count++) await port.upgrade()
  expect((await port.get({}, 80)).status).toBe(200)
  expect((await port.get({}, 81)).status).toBe(200)
  await port.upgrade()
  const refused = await port.get({}, 82)
  expect(refused.status).toBe(502)
  expect(refused.body).toContain('Too many connections')
})

test('closed connections make room again', async () => {
  const port = await preview((socket) => socket.end(`${OK}Connection: close\r\n\r\nhi`))
  for (let count = 0; count < MAX_PREVIEW_CONNECTIONS + 5; count++) {
    expect((await port.get({}, 1 + count)).status).toBe(200)
  }
})

test.each([
  ['an upgrade that nobody asked for', 'HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: tcp\r\n\r\n'],
  ['an upgrade to nothing', 'HTTP/1.1 101 X\r\n\r\n'],
  ['garbage', 'BONJOUR\r\n\r\n'],
])('%s is answered as unreachable', async (_name, answer) => {
  const port = await preview((socket) => socket.write(answer))
  expect((await port.get()).status).toBe(502)
  expect(await port.post({ expect: '100-continue' }, 'x')).toBe(502)
})

test('a port that says nothing is given up after a while', async () => {
  const port = await preview(() => undefined, 50)
  expect((await port.get()).status).toBe(502)
})

test('our cookies do not reach a preview, and its own keep to its host', async () => {
  let head = ''
  const port = await preview((socket, requestHead) => {
    head = requestHead
    socket.write(
      `${OK}Set-Cookie: a=1; Path=/; Domain=localhost; HttpOnly\r\nSet-Cookie: b=domain;DOMAIN = .x\r\n` +
        'Clear-Site-Data: "*"\r\n\r\nhi',
    )
  })
  const { headers } = await port.get({ cookie: 'theirs=1; drydock_session=x; __Host-drydock_session=y' })
  expect(head).toMatch(/cookie: theirs=1\r\n/i)
  expect(head).not.toContain('drydock_')
  expect(headers['set-cookie']).toEqual(['a=1; Path=/; HttpOnly', 'b=domain'])
  expect(headers['clear-site-data']).toBeUndefined()
  expect(headers['referrer-policy']).toBe('same-origin')
})

test.each([
  ['accepted', 'HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'],
  ['refused', OK],
])('a WebSocket that is %s keeps to the same rules', async (_name, start) => {
  let head = ''
  const port = await preview((socket, requestHead) => {
    head ||= requestHead
    socket.write(`${start}Set-Cookie: a=1; Domain=localhost\r\n\r\n`)
  })
  const { answer } = await port.upgrade()
  expect(answer).toMatch(/set-cookie: a=1\r\n/i)
  expect(head).not.toContain('drydock_')
})
