import { expect, test, vi } from 'vitest'
import type { HubMode, HubModes } from '../protocol/hub-mode.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { openClass, restartClass, takeSeat } from '../testing/open-class.ts'
import { smallLab } from '../testing/small-lab.ts'
import { HubPages } from './hub-pages.ts'
import type { LiveSession } from './live-session.ts'

const BOTH: HubModes = ['sandbox', 'live']
const node1 = instanceNameSchema.parse('node1')
const refused = { code: 'HUB_MODE_NOT_OFFERED' }

function openBoth(hub: HubMode = 'live') {
  return openClass({ hub }, { hubModes: BOTH })
}

test.each<[HubModes, HubMode]>([
  [['sandbox'], 'live'],
  [['live'], 'sandbox'],
])('where %j is offered, a plan for %s is refused, new or changed', async (hubModes, hub) => {
  const { workshops, workshop, instructors } = await openClass({ hub: hubModes[0] }, { hubModes })
  const { plan } = workshop.stored
  await expect(workshops.create({ ...plan, hub }, instructors.host)).rejects.toMatchObject(refused)
  await expect(workshops.change(workshop, { hub })).rejects.toMatchObject(refused)
  expect(workshop.stored.plan).toEqual(plan)
  await expect(workshops.create(plan, instructors.host)).resolves.toBeDefined()
})

test('the session of a seat has the mode of its workshop, that of a visitor the machine’s', async () => {
  const bench = await openBoth()
  const { session } = await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  expect(bench.sessions.view(session)).toMatchObject({ hubMode: 'live', account: null })
  expect(bench.sessions.view(visitor)).toMatchObject({
    hubMode: 'sandbox',
    account: { username: visitor.stored.username },
  })
})

test('each instance is made for the mode of its session; live ones get no account', async () => {
  const bench = await openBoth()
  const start = vi.spyOn(bench.provisioner, 'start')
  const { session } = await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  for (const each of [session, visitor]) {
    bench.instances.create(each)
    await settled(each, node1, 'ready')
  }
  const [live, sandboxed] = start.mock.calls.map(([spec]) => spec)
  const DRYDOCK_USERNAME = session.stored.username
  expect(live).toMatchObject({ sessionId: session.stored.id, hubMode: 'live' })
  expect(live?.env).toEqual({ DRYDOCK_USERNAME })
  expect(sandboxed).toMatchObject({ sessionId: visitor.stored.id, hubMode: 'sandbox' })
  expect(sandboxed?.env).toHaveProperty('DOCKER_PASSWORD')
})

test('a session keeps its mode: over a restart with another setting, and when the plan is changed', async () => {
  const bench = await openBoth()
  const { session } = await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  await bench.workshops.change(bench.workshop, { hub: 'sandbox' })
  expect(session.stored.hubMode).toBe('live')
  const { sessions } = await restartClass(bench, { ...bench, hubModes: ['live'] })
  const modeOf = ({ stored }: LiveSession) => sessions.byId(stored.id)?.stored.hubMode
  expect([modeOf(session), modeOf(visitor)]).toEqual(['live', 'sandbox'])
  expect((await sessions.open()).session.stored.hubMode).toBe('live')
})

test('when the operator takes away what a workshop was planned for, its seats are told', async () => {
  const bench = await openBoth()
  const { place, session, token } = await takeSeat(bench)
  await bench.sessions.close(session, 'participant')
  const { workshops, seatSessions } = await restartClass(bench, { ...bench, hubModes: ['sandbox'] })
  const found = workshops.bySeatToken(token)!
  expect(found.seat.stored.id).toBe(place.seat.stored.id)
  const open = vi.fn()
  await expect(seatSessions.open(found, open)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('instructor') as string,
  })
  expect(open).not.toHaveBeenCalled()
  await workshops.change(found.workshop, { hub: 'sandbox' })
  expect(() => seatSessions.requireAllowed(found)).not.toThrow()
})

test('only sessions in the sandbox have an account at the Hub', async () => {
  const bench = await openBoth()
  await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  const names = () => bench.hub.accounts.map(({ username }) => username)
  await expect.poll(names).toEqual([visitor.stored.username])
})

test('of the account’s variables, a chapter in a live session knows the name alone', async () => {
  const bench = await openBoth()
  const { session } = await takeSeat(bench)
  const [lab] = smallLab.labs()
  const ref = { lab: lab!.id, chapter: lab!.chapters[0]!.id }
  expect(await bench.variables.values(session, ref)).toEqual({ username: session.stored.username })
})

test('the Hub’s pages are those of the caller’s session', async () => {
  const bench = await openBoth()
  const { session } = await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  const pages = new HubPages(bench.hub, 'sandbox')
  const modes = [session, visitor, undefined].map(async (one) => (await pages.search('', one)).mode)
  expect(await Promise.all(modes)).toEqual(['live', 'sandbox', 'sandbox'])
  bench.hub.repositories = [{ host: 'docker.io', name: 'library/nginx' } as never]
  const nginx = { host: 'docker.io', name: 'library/nginx' }
  await expect(pages.repository(nginx, session)).rejects.toMatchObject({ code: 'REPOSITORY_NOT_FOUND' })
  await expect(pages.repository(nginx, visitor)).resolves.toMatchObject(nginx)
  // A machine without a sandbox.
  expect((await new HubPages(null, 'live').search('', undefined)).mode).toBe('live')
})

async function filled({ pool }: ReturnType<typeof createLabBench>): Promise<void> {
  await expect
    .poll(() => {
      pool.tick()
      return pool.ready
    })
    .toBe(1)
}

test('a live session is none of the prepared ones, and makes the pool prepare no more', async () => {
  const bench = createLabBench({ hubModes: BOTH, pool: { min: 1, max: 5 } })
  await filled(bench)
  const pooled = bench.sessions.pooled()
  expect(pooled[0]?.stored.hubMode).toBe('sandbox')
  const opened = await Promise.all([1, 2, 3].map(() => bench.pool.open('live')))
  expect(opened.map(({ session }) => session.stored.hubMode)).toEqual(['live', 'live', 'live'])
  bench.pool.tick()
  expect(bench.sessions.pooled()).toEqual(pooled)
  expect((await bench.pool.open('sandbox')).session).toBe(pooled[0])
})

test('on a live machine the prepared ones are live', async () => {
  const bench = createLabBench({ hubModes: ['live'], pool: { min: 1, max: 1 } })
  await filled(bench)
  const [pooled] = bench.sessions.pooled()
  expect((await bench.pool.open('live')).session).toBe(pooled)
  expect(pooled?.stored.hubMode).toBe('live')
})

test('what was prepared under another setting is nobody’s, and goes', async () => {
  const bench = createLabBench({ hubModes: BOTH, pool: { min: 1, max: 1 } })
  await filled(bench)
  const [old] = bench.sessions.pooled()
  const sessions = bench.newSessions('live')
  await sessions.restore()
  const capacity = bench.newCapacity(sessions)
  const instances = bench.newInstances(sessions, capacity)
  await instances.restore()
  const pool = bench.newPool({ sessions, instances, capacity })
  expect(sessions.pooled().map(({ stored }) => stored.id)).toEqual([old?.stored.id])
  expect(pool.ready).toBe(0)
  expect((await pool.open()).session.stored).toMatchObject({ hubMode: 'live' })
  await expect.poll(() => sessions.byId(old!.stored.id)).toBeUndefined()
})
