import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { instanceNameSchema } from '../../server/protocol/ids.ts'
import { decodeServerMessage } from '../../server/protocol/messages.ts'
import { request } from '../../server/testing/page-tab.ts'

/** The mark that the shell prints behind its prompt (images/instance/bin/instance-shell.bash). */
const PROMPT_MARK = ']133;B'
const POLL_MS = 100
const node1 = instanceNameSchema.parse('node1')

export interface Arrival {
  cookie: string
  /** From the click on. */
  readyMs: number
  promptMs: number
  /** Longest place in the line that was shown; 0: none. */
  position: number
}

/**
 * What the page does when somebody clicks Add New Instance, without a browser: the session, then the instance while the
 * socket connects, then the terminal. Rejects when the instance fails, or after `timeoutMs`.
 */
export async function arrive(broker: { url: string }, timeoutMs: number): Promise<Arrival> {
  const clickedAt = performance.now()
  const since = (): number => performance.now() - clickedAt
  const opened = await request(broker, 'POST', '/api/session')
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!
  const { origin } = new URL(broker.url)
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/ws`, { headers: { cookie, origin } })
  const arrival = { cookie, readyMs: 0, promptMs: 0, position: 0 }
  const done = Promise.withResolvers<void>()
  const timer = setTimeout(() => done.reject(new Error(`no prompt within ${timeoutMs} ms`)), timeoutMs)
  let output = ''
  socket.on('error', (error) => done.reject(error))
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      output += data.toString('latin1')
      if (!output.includes(PROMPT_MARK)) return
      arrival.promptMs = since()
      return done.resolve()
    }
    const decoded = decodeServerMessage(data.toString())
    if (!decoded.ok || decoded.message.type !== 'session') return
    const instance = decoded.message.session?.instances.find(({ name }) => name === node1)
    if (instance?.status === 'failed') return done.reject(new Error(instance.message))
    if (instance?.status === 'starting')
      arrival.position = Math.max(arrival.position, instance.place?.position ?? 0)
    if (instance?.status !== 'ready' || arrival.readyMs > 0) return
    arrival.readyMs = since()
    const terminal = { instance: node1, terminal: 1, cols: 100, rows: 30, role: 'drive' }
    socket.send(JSON.stringify({ type: 'attach', channel: 1, input: 'a'.repeat(16), ...terminal }))
  })
  try {
    await Promise.all([request(broker, 'POST', '/api/session/instances', cookie), done.promise])
    return arrival
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}

export async function leave(broker: { url: string }, { cookie }: Pick<Arrival, 'cookie'>): Promise<void> {
  await request(broker, 'DELETE', '/api/session', cookie)
}

/** Resolves when so many sessions are prepared, or more. */
export async function prepared(broker: { url: string }, count: number): Promise<void> {
  while ((await readySessions(broker)) < count) await delay(POLL_MS)
}

async function readySessions(broker: { url: string }): Promise<number> {
  const health = (await (await request(broker, 'GET', '/api/health')).json()) as {
    capacity: { readySessions: number }
  }
  return health.capacity.readySessions
}
