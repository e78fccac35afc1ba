import fc from 'fast-check'
import { once } from 'node:events'
import { Socket } from 'node:net'
import WebSocket from 'ws'
import { MAX_CLIENT_FRAME_BYTES } from '../../protocol/limits.ts'
import { decodeServerMessage, type ServerMessage } from '../../protocol/messages.ts'
import { RateLimits } from '../../services/rate-limits.ts'
import { createLabBench } from '../lab-bench.ts'
import { openWithEverything } from '../open-victim.ts'
import { MESSAGE_EXAMPLES } from '../request-examples.ts'
import { smallLab } from '../small-lab.ts'
import { attach, Tab, type TestServer } from '../socket-tab.ts'
import { startTestServer } from '../test-server.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { mutated, nastyText } from './mutations.ts'

/** Until the broker answers or hangs up, on a busy machine. */
const ANSWER_MS = 10_000

const examples = Object.entries(MESSAGE_EXAMPLES).map(([type, fields]) => ({ type, ...fields }))
const channel = fc.integer({ min: 0, max: 3 })
const validMessage = fc
  .tuple(fc.constantFrom(...examples), channel, fc.integer({ min: 1, max: 2 }))
  .map(([example, number, terminal]) =>
    JSON.stringify({
      ...example,
      ...('channel' in example && { channel: number }),
      ...('terminal' in example && { terminal }),
    }),
  )

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), data: validMessage }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      data: fc.constantFrom(...examples).chain(mutated),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('text' as const), data: nastyText }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(channel, fc.uint8Array({ maxLength: 50 }))
      .map(([number, bytes]) => ({ kind: 'bytes' as const, data: Uint8Array.of(number, ...bytes) })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('bytes' as const, 'ping' as const, 'pong' as const, 'raw' as const),
      data: fc.uint8Array({ maxLength: 120 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      kind: 'bytes' as const,
      data: new Uint8Array(MAX_CLIENT_FRAME_BYTES + 1).fill(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('wait' as const, 'print' as const).map((kind) => ({ kind, data: '' })),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** The connection that a WebSocket runs over, for bytes that are no frame. */
function beneath(socket: WebSocket): Socket | undefined {
  const connection: unknown = Reflect.get(socket, '_socket')
  return connection instanceof Socket ? connection : undefined
}

/** Plays the steps, then asks whether anybody is there. Answers what came back. */
async function play(server: TestServer, cookie: string, steps: Step[]): Promise<ServerMessage[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, {
    headers: { host: `localhost:${server.port}`, origin: server.origin, cookie },
  })
  const messages: ServerMessage[] = []
  const closed = once(socket, 'close')
  socket.on('error', () => undefined)
  const problems: string[] = []
  const waiters = new Set<() => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return
    const decoded = decodeServerMessage(data.toString())
    if (decoded.ok) messages.push(decoded.message)
    else problems.push(`${data.toString().slice(0, 200)}: ${decoded.reason}`)
    for (const wake of waiters) wake()
  })
  await once(socket, 'open')
  for (const { kind, data } of steps) {
    if (socket.readyState !== socket.OPEN) break
    if (kind === 'wait') await new Promise(setImmediate)
    else if (kind === 'print') server.access.streams.at(-1)?.print('output\r\n')
    else if (kind === 'ping') socket.ping(data.slice(0, 125))
    else if (kind === 'pong') socket.pong(data.slice(0, 125))
    else if (kind === 'raw') beneath(socket)?.write(data)
    else socket.send(data)
  }
  const pongs = messages.filter(({ type }) => type === 'pong').length
  if (socket.readyState === socket.OPEN) socket.send('{"type":"ping"}')
  const answered = new Promise<void>((resolve) => {
    const check = () => {
      if (messages.filter(({ type }) => type === 'pong').length > pongs) resolve()
    }
    waiters.add(check)
    check()
  })
  // What is no frame may be the beginning of one, which then swallows the ping.
  if (!steps.some(({ kind }) => kind === 'raw'))
    await inTime(Promise.race([answered, closed]), 'neither a pong nor a goodbye')
  socket.close()
  // Whoever has written half a frame has no way to say goodbye.
  const timer = setTimeout(() => socket.terminate(), 200)
  await inTime(closed, 'no goodbye')
  clearTimeout(timer)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return messages
}

async function inTime(promise: Promise<unknown>, problem: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(problem)), ANSWER_MS)
  })
  await Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Any sequence of frames of one tab; then a second tab looks whether anything of the first is left. */
export async function startSocketFuzz(): Promise<FuzzTarget> {
  let now = 0
  const limits = new RateLimits(() => (now += 60_000))
  const server = await startTestServer(createLabBench({ catalog: smallLab }), { limits })
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const { session, cookie } = await openWithEverything(server, 'own')
    try {
      const messages = await play(server, cookie, steps)
      const broken = messages.find((message) => message.type === 'error' && message.code === 'INTERNAL')
      if (broken) throw new Error('INTERNAL')
      await requireNothingLeft(server, cookie)
    } finally {
      await server.sessions.close(session, 'participant')
    }
  })
  return { property, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** A leaked channel would be seen as one more viewer. */
async function requireNothingLeft(server: TestServer, cookie: string): Promise<void> {
  const tab = new Tab(server, cookie)
  const closed = once(tab.socket, 'close')
  const { session } = await tab.next('session')
  // A reset may be making the instance anew.
  if (session?.instances.some(({ name, status }) => name === 'node1' && status === 'ready')) {
    tab.send(attach)
    await inTime(tab.next('attached'), 'a new tab cannot attach')
    const { viewers } = await tab.next('presence')
    if (viewers !== 1) throw new Error(`${viewers} viewers where one is`)
  }
  tab.socket.close()
  await closed
}
