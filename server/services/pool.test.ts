import { expect, test } from 'vitest'
import { MAX_AGE_MS } from '../domain/pool-decision.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { keyOfCookie } from './session-key.ts'

const node1 = instanceNameSchema.parse('node1')
type Bench = ReturnType<typeof createLabBench>

async function filled({ pool }: Bench, count: number): Promise<void> {
  await expect
    .poll(() => {
      pool.tick()
      return pool.ready
    })
    .toBe(count)
}

test('who comes gets a prepared session; its instance is there when it is asked for, and not before', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  const { pool, sessions, instances, access, terminals } = bench
  await filled(bench, 1)
  const { session, token } = await pool.open()
  expect(sessions.byKey(keyOfCookie(token))).toBe(session)
  expect(sessions.view(session).instances).toEqual([])
  expect(access.streams).toHaveLength(1)
  expect(instances.create(session)).toMatchObject({ status: 'ready', name: node1 })
  expect(sessions.view(session).instances).toMatchObject([{ name: 'node1', status: 'ready' }])
  // The shell that was prepared, not another one.
  await terminals.open(session, { instance: node1, terminal: FIRST_TERMINAL })
  expect(access.streams).toHaveLength(1)
  // The next one is an ordinary one.
  expect(instances.create(session)).toMatchObject({ status: 'starting', name: 'node2' })
})

test('time counts from the claim, and what the instance carries holds until the latest end', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  const { pool, sessions, clock, provisioner } = bench
  await filled(bench, 1)
  clock.advance(MAX_AGE_MS - 1)
  const { session } = await pool.open()
  const { createdAt, expiresAt, deadline } = session.stored
  expect([createdAt, expiresAt]).toEqual([clock.now(), clock.now() + 3_600_000])
  for (let count = 0; count < 2; count++) await sessions.extend(session, 3_600_000)
  expect(session.stored.expiresAt).toBe(deadline)
  await expect(sessions.extend(session, 3_600_000)).rejects.toMatchObject({ code: 'EXTENSION_LIMIT' })
  const [leftover] = await provisioner.leftovers()
  expect(leftover!.expiresAt).toBeGreaterThanOrEqual(deadline)
})

test('nobody sees or reaches a session that is nobody’s, but its account and its objects are known', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  const { sessions, store, hub } = bench
  await filled(bench, 1)
  const [pooled] = sessions.pooled()
  expect(sessions.all()).toEqual([])
  expect(sessions.byPreviewKey(pooled!.stored.previewKey)).toBeUndefined()
  expect(sessions.known()).toEqual([pooled])
  await expect.poll(() => hub.accounts.map(({ username }) => username)).toEqual([pooled!.stored.username])
  expect((await store.open()).map(({ claimedAt }) => claimedAt)).toEqual([null])
})

test('two who come at the same time never get the same one', async () => {
  const bench = createLabBench({ pool: { min: 3, max: 3 } })
  await filled(bench, 3)
  const opened = await Promise.all(Array.from({ length: 10 }, () => bench.pool.open()))
  expect(new Set(opened.map(({ session }) => session)).size).toBe(10)
  expect(new Set(opened.map(({ token }) => token)).size).toBe(10)
  expect(opened.filter(({ session }) => session.reserve !== undefined)).toHaveLength(3)
  const [first] = opened
  expect(await bench.sessions.claim(first!.session)).toBeUndefined()
})

test('it is filled again, one at a time, and never beyond its size', async () => {
  const bench = createLabBench({ pool: { min: 2, max: 3 } })
  const { pool, provisioner, sessions } = bench
  let starting = 0
  let most = 0
  const start = provisioner.start.bind(provisioner)
  provisioner.start = async (...request) => {
    most = Math.max(most, ++starting)
    await new Promise(setImmediate)
    return start(...request).finally(() => starting--)
  }
  await filled(bench, 2)
  await pool.open()
  await filled(bench, 3)
  for (let count = 0; count < 20; count++) pool.tick()
  expect(sessions.pooled()).toHaveLength(3)
  expect(most).toBe(1)
})

test('old ones are replaced, and what they had is removed', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  const { sessions, clock, provisioner, store } = bench
  await filled(bench, 1)
  const [old] = sessions.pooled()
  clock.advance(MAX_AGE_MS)
  bench.pool.tick()
  await filled(bench, 1)
  expect(sessions.pooled()[0]).not.toBe(old)
  expect((await provisioner.list()).map(({ sessionId }) => sessionId)).toEqual([
    sessions.pooled()[0]!.stored.id,
  ])
  expect(await store.open()).toHaveLength(1)
})

test('one that does not start is removed, and it is not tried again at once', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  const { pool, sessions, provisioner, clock } = bench
  await bench.isolation.measure()
  provisioner.failNextStart = new Error('no')
  pool.tick()
  await expect.poll(() => sessions.pooled()[0]?.reserve?.status).toBe('failed')
  pool.tick()
  await expect.poll(() => sessions.known()).toEqual([])
  pool.tick()
  expect(sessions.known()).toEqual([])
  clock.advance(60_000)
  await filled(bench, 1)
})

test('the last place is for people: nothing is prepared in it, and a prepared one gives way', async () => {
  const bench = createLabBench({ maxTotal: 2, maxWaiting: 5, pool: { min: 1, max: 1 } })
  const { pool, sessions, instances, provisioner } = bench
  await filled(bench, 1)
  const [pooled] = sessions.pooled()
  const opened = [await sessions.open(), await sessions.open()]
  for (const { session } of opened) instances.create(session)
  for (const { session } of opened) await settled(session, node1, 'ready')
  expect(sessions.known()).not.toContain(pooled)
  pool.tick()
  expect(sessions.pooled()).toEqual([])
  expect(await provisioner.list()).toHaveLength(2)
})

test('whoever comes while others wait for room does not get ahead of them', async () => {
  const bench = createLabBench({ maxTotal: 3, maxWaiting: 5, pool: { min: 1, max: 1 } })
  const { pool, sessions, instances, capacity, meter } = bench
  await filled(bench, 1)
  meter.headroom = { memoryBytes: 0, diskBytes: null, cpu: null }
  await capacity.admission.measure()
  const { session } = await sessions.open()
  instances.create(session)
  expect(capacity.waitingRoom.shortage).toBe('memory')
  const late = await pool.open()
  expect(late.session.reserve).toBeUndefined()
})

test('a new broker takes up what was prepared, and removes what was only begun', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 } })
  await filled(bench, 1)
  const [ready] = bench.sessions.pooled()
  const begun = await bench.sessions.openPooled()
  const sessions = bench.newSessions()
  await sessions.restore()
  const capacity = bench.newCapacity(sessions)
  const instances = bench.newInstances(sessions, capacity)
  await instances.restore()
  const pool = bench.newPool({ sessions, instances, capacity })
  pool.tick()
  await expect.poll(() => sessions.pooled().map(({ stored }) => stored.id)).toEqual([ready!.stored.id])
  expect(sessions.byId(begun.stored.id)).toBeUndefined()
  const { session } = await pool.open()
  expect(session.stored.id).toBe(ready!.stored.id)
  expect(instances.create(session)).toMatchObject({ status: 'ready', name: node1 })
})

test('a broker that stops leaves nothing that was prepared', async () => {
  const bench = createLabBench({ pool: { min: 2, max: 2 } })
  const { pool, sessions, provisioner, store } = bench
  await filled(bench, 1)
  pool.tick()
  const { session } = await pool.open()
  await pool[Symbol.asyncDispose]()
  expect(sessions.known()).toEqual([session])
  expect((await provisioner.list()).every(({ sessionId }) => sessionId === session.stored.id)).toBe(true)
  expect(await store.open()).toHaveLength(1)
})

test('nothing is prepared before the isolation is known', async () => {
  const bench = createLabBench({ pool: { min: 1, max: 1 }, verdict: 'none' })
  await bench.isolation.measure()
  bench.pool.tick()
  await Promise.resolve()
  expect(bench.sessions.known()).toEqual([])
})
