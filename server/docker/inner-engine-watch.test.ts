import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { OpenPort } from '../domain/instance.ts'
import { startRawServer } from '../testing/raw-server.ts'
import { InnerEngine } from './inner-engine.ts'
import { watchInnerEngine } from './inner-engine-watch.ts'

const OK = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'
const EVENT = `${JSON.stringify({ Type: 'container', Action: 'start' })}\n`
const LIST = JSON.stringify([{ Names: ['/web'], Ports: [{ PublicPort: 80, Type: 'tcp' }] }])

/** Writes for as long as anybody reads. */
function flood(socket: Socket, chunk: string): void {
  const more = () => {
    while (socket.writable && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

/** Watches an Engine that misbehaves until the test has seen enough. */
async function watch(answer: Parameters<typeof startRawServer>[0]) {
  const server = await startRawServer(answer)
  const controller = new AbortController()
  const seen = { ports: [] as OpenPort[][], engine: [] as boolean[], activities: 0, happenings: 0 }
  let wake: () => void = () => undefined
  const observer = {
    onEngine: (isUp: boolean) => void seen.engine.push(isUp),
    onPorts: (ports: OpenPort[]) => void seen.ports.push(ports),
    onActivity: () => void seen.activities++,
    onHappening: () => void seen.happenings++,
  }
  const notice = <Arguments extends unknown[]>(report: (...news: Arguments) => void) => {
    return (...news: Arguments): void => {
      report(...news)
      wake()
    }
  }
  const done = watchInnerEngine(
    new InnerEngine(async () => {
      const socket = await server.dial()
      wake()
      return socket
    }),
    {
      onEngine: notice(observer.onEngine),
      onPorts: notice(observer.onPorts),
      onActivity: notice(observer.onActivity),
      onHappening: notice(observer.onHappening),
    },
    controller.signal,
  )
  const stop = async (): Promise<void> => {
    controller.abort()
    await done
  }
  return {
    server,
    seen,
    async until(condition: () => boolean): Promise<void> {
      while (!condition()) await new Promise<void>((resolve) => (wake = resolve))
    },
    stop,
    async [Symbol.asyncDispose](): Promise<void> {
      await stop()
      await server[Symbol.asyncDispose]()
    },
  }
}

test.each<[string, (socket: Socket) => void]>([
  ['a redirect', (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n')],
  ['a redirect to no web address', (socket) => socket.end('HTTP/1.1 301 X\r\nLocation: ftp://x/\r\n\r\n')],
  [
    'an upgrade',
    (socket) => socket.write('HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: tcp\r\n\r\nraw bytes'),
  ],
  ['an upgrade to nothing', (socket) => socket.end('HTTP/1.1 101 X\r\n\r\nraw bytes')],
  ['a garbage status line', (socket) => socket.end('BONJOUR 42\r\n\r\n')],
  ['endless headers', (socket) => flood(socket, `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`)],
  ['no answer', (socket) => socket.end()],
  ['a broken body', (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')],
  [
    'an endless line',
    (socket) => {
      socket.write(OK)
      flood(socket, 'x'.repeat(65_536))
    },
  ],
])('%s from the inner Engine ends the connection, and the watch goes on', async (_name, answer) => {
  let streams = 0
  await using watched = await watch((socket, head) => {
    if (!head.startsWith('GET /events')) return socket.end(OK + LIST)
    if (++streams === 1) answer(socket)
    else socket.write(OK + EVENT)
  })
  await watched.until(() => watched.seen.activities === 1)
  expect(watched.seen.engine.slice(-2)).toEqual([false, true])
})

test.each([
  ['an endless list', (socket: Socket) => void (socket.write(OK), flood(socket, ' '.repeat(65_536)))],
  [
    'a list of wrong types',
    (socket: Socket) => void socket.end(`${OK}[{"Ports":[{"PublicPort":"80","Type":[]}]}]`),
  ],
  [
    'an impossible port',
    (socket: Socket) => void socket.end(`${OK}[{"Ports":[{"PublicPort":1e9,"Type":"tcp"}]}]`),
  ],
  ['no JSON', (socket: Socket) => void socket.end(`${OK}[[[[`)],
])('%s is not taken over; the next good list is', async (_name, answer) => {
  let lists = 0
  await using watched = await watch((socket, head) => {
    if (head.startsWith('GET /events')) socket.write(OK)
    else if (++lists === 1) answer(socket)
    else socket.end(OK + LIST)
  })
  await watched.until(() => watched.seen.ports.length > 0)
  expect(watched.seen.ports).toEqual([[{ port: 80, container: 'web' }]])
  expect(watched.seen.engine).toEqual([false, true])
})

test('a flood of events is reported in two steps, not event by event', async () => {
  await using watched = await watch((socket, head) => {
    if (head.startsWith('GET /events')) socket.write(OK + EVENT.repeat(2_000))
    else socket.end(OK + LIST)
  })
  await watched.until(() => watched.seen.ports.length === 2)
  expect(watched.seen.activities).toBeLessThanOrEqual(2)
})

test('the Engine’s end and return are told, and ending the watch closes its connections', async () => {
  let streams = 0
  await using watched = await watch((socket, head) => {
    if (!head.startsWith('GET /events')) return socket.end(OK + LIST)
    socket.write(OK)
    if (++streams === 1) socket.end()
  })
  await watched.until(() => watched.seen.engine.length === 2)
  expect(watched.seen.engine).toEqual([false, true])
  await watched.stop()
  await watched.server.allClosed()
})
