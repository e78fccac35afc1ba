import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { MAX_SESSIONS_PER_ADDRESS, RATE_LIMITS } from '../domain/rate-limits.ts'
import { Openings } from '../services/openings.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { Tab } from '../testing/socket-tab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer, type Answer } from '../testing/test-server.ts'

let now = 0
const limits = () => new RateLimits(() => now)
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function start() {
  const server = await startTestServer(createLabBench(), { limits: limits() })
  closers.push(() => server[Symbol.asyncDispose]())
  return server
}

function refusal({ status, headers, body }: Answer) {
  return [status, (JSON.parse(body) as { error: { code: string } }).error.code, headers['retry-after']]
}

function entering(key: string): string {
  return JSON.stringify({ key, isReplacing: false })
}

test('a class of a hundred behind one address meets no limit of the address', () => {
  const ofAll = limits()
  const minute = (at: number, perPerson: Partial<Record<keyof typeof RATE_LIMITS, number>>) => {
    now = at * 60_000
    for (const [name, count] of Object.entries(perPerson))
      for (let index = 0; index < 100 * count; index++) ofAll.take(name as keyof typeof RATE_LIMITS, 'school')
  }
  // They arrive, work, and come back all at once after a restart.
  minute(0, { 'address.pages': 60, 'address.joins': 1, 'address.opens': 1, 'address.requests': 10 })
  for (let at = 1; at < 30; at++) minute(at, { 'address.pages': 30, 'address.requests': 50 })
  minute(30, { 'address.pages': 40, 'address.requests': 50, 'address.opens': 1 })
})

test('a session that asks on and on is told to wait, in words and seconds; others are not', async () => {
  const server = await start()
  const one = { cookie: `drydock_session=${(await server.sessions.open()).token}` }
  const other = { cookie: `drydock_session=${(await server.sessions.open()).token}` }
  const read = (headers: Record<string, string>) => server.send('GET', '/api/session', { headers })
  for (let index = 0; index < RATE_LIMITS['session.requests'].burst; index++)
    expect((await read(one)).status).toBe(200)
  const refused = await read(one)
  expect(refusal(refused)).toEqual([429, 'RATE_LIMITED', '1'])
  expect(refused.body).toContain('Try again in a second.')
  expect((await read(other)).status).toBe(200)
  now += 1_000
  expect((await read(one)).status).toBe(200)
})

test('instances are not made and removed all the time', async () => {
  const server = await start()
  const headers = { cookie: `drydock_session=${(await server.sessions.open()).token}` }
  const answers: number[] = []
  for (let index = 0; index < 30; index++)
    answers.push((await server.send('POST', '/api/session/instances', { headers, body: '{}' })).status)
  expect(answers.filter((status) => status !== 429)).toHaveLength(RATE_LIMITS['session.creates'].burst)
})

test('wrong keys and tokens are counted together; a right one is not held up by them', async () => {
  const server = await start()
  const enter = (key: string) => server.send('POST', '/api/teach/enter', { body: entering(key) })
  const show = (token: string) =>
    server.send('GET', '/api/health', { headers: { authorization: `Bearer ${token}` } })
  for (let index = 0; index < 10; index++) {
    expect((await enter('guess')).status).toBe(403)
    expect((await show('guess')).status).toBe(200)
  }
  expect((await enter('guess')).status).toBe(429)
  expect((await show('guess')).status).toBe(429)
  expect((await enter(INSTRUCTOR_TOKEN)).status).toBe(200)
  expect((await show(OPERATOR_TOKEN)).status).toBe(200)
})

test('one address has only so many sessions open, and gets room when one ends', async () => {
  const bench = createLabBench()
  const openings = new Openings(limits())
  const open = () => {
    now += 60_000
    return openings.open('school', () => bench.sessions.open())
  }
  const { session } = await open()
  for (let index = 1; index < MAX_SESSIONS_PER_ADDRESS; index++) await open()
  await expect(open()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await expect(openings.open('home', () => bench.sessions.open())).resolves.toBeDefined()
  await bench.sessions.close(session, 'participant')
  await expect(open()).resolves.toBeDefined()
})

test('nobody writes the address that they are counted by', async () => {
  const server = await start()
  const statuses = new Set<number>()
  for (let index = 0; index < 25; index++) {
    const headers = { 'x-forwarded-for': `203.0.113.${index}` }
    statuses.add((await server.send('POST', '/api/teach/enter', { headers, body: entering('x') })).status)
  }
  expect([...statuses]).toEqual([403, 429])
})

test('a flood of frames is read slower, and nothing of it is refused or lost', async () => {
  const server = await startTestServer(createLabBench(), { limits: new RateLimits() })
  closers.push(() => server[Symbol.asyncDispose]())
  const tab = new Tab(server, `drydock_session=${(await server.sessions.open()).token}`)
  await tab.next('progress')
  const { burst, perMinute } = RATE_LIMITS['session.frames']
  const count = burst + perMinute / 60
  const startedAt = performance.now()
  for (let index = 0; index < count; index++) tab.send({ type: 'ping' })
  for (let index = 0; index < count; index++) await tab.next('pong')
  // The last of them arrive after the debt of a second is paid, but for what was read in one piece.
  expect(performance.now() - startedAt).toBeGreaterThan(200)
  tab.socket.close()
  await once(tab.socket, 'close')
})
