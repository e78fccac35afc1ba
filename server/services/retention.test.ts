import { expect, onTestFinished, test, vi } from 'vitest'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { WORKSHOPS_KEPT_MS } from '../testing/lab-bench.ts'
import { CO_INSTRUCTOR, openClass, OTHER_WORKSHOP_ID, restartClass, takeSeat } from '../testing/open-class.ts'
import { AUDIT_KEPT_MS } from './audit-log.ts'
import { SIGNED_IN_MS } from './instructors.ts'
import { Retention } from './retention.ts'

const HOUR_MS = 3_600_000
/** Of the workshops of the tests. */
const LENGTH_MS = 3 * HOUR_MS

async function open(workshopsKeptMs = WORKSHOPS_KEPT_MS) {
  const bench = await openClass()
  const retention = new Retention({ ...bench, store: bench.workshopStore, workshopsKeptMs })
  const there = () => bench.workshops.all().map(({ stored }) => stored.id)
  return { ...bench, retention, there }
}

test('a workshop goes when its time after the end is over, with its seats and what was done', async () => {
  const { retention, there, ...bench } = await open()
  const { workshops, clock, workshopStore, sessions, progress } = bench
  const { place, session, token } = await takeSeat(bench, 'Linus')
  place.seat.progress.countHint()
  const done = { lab: EXAMPLE_WORKSHOP.plan.lab, ...place.workshop.columns[0]! }
  await progress.markDone({ sessionId: session.stored.id, ...done }, clock.now())
  await sessions.close(session, 'participant')
  // The other one ends an hour later.
  const other = workshops.byId(OTHER_WORKSHOP_ID)!
  await workshops.change(other, { endsAt: clock.now() + LENGTH_MS + HOUR_MS })
  clock.advance(LENGTH_MS + WORKSHOPS_KEPT_MS)
  await retention.prune()
  expect(there()).toEqual([EXAMPLE_WORKSHOP.id, OTHER_WORKSHOP_ID])
  clock.advance(1)
  await retention.prune()
  expect(there()).toEqual([OTHER_WORKSHOP_ID])
  expect(workshops.bySeatToken(token)).toBeUndefined()
  expect([await workshopStore.seats(), await workshopStore.steps(EXAMPLE_WORKSHOP.id)]).toEqual([[], []])
  expect(await progress.history(session.stored.id)).toEqual([])
  expect((await restartClass(bench)).workshop).toBeUndefined()
})

test('its time is counted from when it was ended', async () => {
  const { retention, there, workshops, workshop, clock } = await open()
  await workshops.end(workshop)
  clock.advance(WORKSHOPS_KEPT_MS + 1)
  await retention.prune()
  expect(there()).toEqual([OTHER_WORKSHOP_ID])
})

test('sessions go that ended long ago, but none of a workshop that is there, and none that is open', async () => {
  const { retention, ...bench } = await open()
  const { clock, sessions, progress, workshops, workshop, database } = bench
  const own = await takeSeat(bench, 'Linus')
  const [closed, open_] = [await sessions.open(), await sessions.open()]
  for (const { session } of [own, closed]) await sessions.close(session, 'participant')
  clock.advance(WORKSHOPS_KEPT_MS + 1)
  for (const one of [workshop, workshops.byId(OTHER_WORKSHOP_ID)!])
    await workshops.change(one, { startsAt: clock.now(), endsAt: clock.now() + HOUR_MS })
  await retention.prune()
  const ids = (await database.selectFrom('sessions').select('id').execute()).map(({ id }) => id)
  expect(ids.sort()).toEqual([own.session.stored.id, open_.session.stored.id].sort())
  expect(await progress.history(closed.session.stored.id)).toEqual([])
})

test('with no time set all stays', async () => {
  const { retention, there, clock } = await open(0)
  clock.advance(100 * WORKSHOPS_KEPT_MS)
  await retention.prune()
  expect(there()).toHaveLength(2)
})

test('a broker that has run for an hour removes what it finds too old, and nothing before', async () => {
  const bench = await open()
  bench.clock.advance(LENGTH_MS + WORKSHOPS_KEPT_MS + 1)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  using retention = bench.retention
  retention.start()
  await vi.advanceTimersByTimeAsync(HOUR_MS - 1)
  expect(bench.there()).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  vi.useRealTimers()
  await expect.poll(bench.there).toEqual([])
})

test('while our clock is far ahead of the machine’s nothing is removed', async () => {
  const { retention, there, clock, instructorStore } = await open()
  clock.advance(LENGTH_MS + WORKSHOPS_KEPT_MS + 1)
  clock.wallAheadMs = -HOUR_MS - 1
  const signIns = await instructorStore.signIns()
  expect(signIns).not.toEqual([])
  await retention.prune()
  expect(there()).toHaveLength(2)
  expect(await instructorStore.signIns()).toEqual(signIns)
  clock.wallAheadMs = -HOUR_MS
  await retention.prune()
  expect(there()).toEqual([])
  expect(await instructorStore.signIns()).toEqual([])
})

test('a machine’s clock that is set far ahead removes nothing before its time, and keeps nothing from going', async () => {
  const { retention, there, clock } = await open()
  clock.wallAheadMs = 2 * WORKSHOPS_KEPT_MS
  clock.advance(LENGTH_MS + WORKSHOPS_KEPT_MS)
  await retention.prune()
  expect(there()).toHaveLength(2)
  clock.advance(1)
  await retention.prune()
  expect(there()).toEqual([])
})

test('sign-ins, invitations and audit entries go when their time is over, whatever is kept of workshops', async () => {
  const { retention, clock, instructors, instructorStore, database, audit } = await open(0)
  const invitations = () => database.selectFrom('invitations').select('expires_at').execute()
  const signedIn = await instructors.admit(CO_INSTRUCTOR)
  await instructors.invite(null)
  clock.advance(SIGNED_IN_MS - 1)
  await retention.prune()
  expect(instructors.byToken(signedIn)).toMatchObject({ id: CO_INSTRUCTOR.id })
  expect(await invitations()).toHaveLength(1)
  clock.advance(2)
  await retention.prune()
  expect([await instructorStore.signIns(), await invitations()]).toEqual([[], []])
  audit.record({ role: 'instructor', address: null, act: 'instructor.invite', target: null, result: 'done' })
  await expect.poll(() => audit.read({ limit: 1 })).toHaveLength(1)
  clock.advance(AUDIT_KEPT_MS)
  await retention.prune()
  expect(await audit.read({ limit: 1 })).toHaveLength(1)
  clock.advance(1)
  await retention.prune()
  expect(await audit.read({ limit: 1 })).toEqual([])
})
