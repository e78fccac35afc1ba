import { expect, test } from 'vitest'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { withHand } from '../domain/room.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import { UNDO_MS } from './workshop-times.ts'

const HOUR_MS = 3_600_000
const START = 1_000_000
const planned = {
  startsAt: START + HOUR_MS,
  endsAt: START + 2 * HOUR_MS,
  seats: 3,
  preparesAhead: true,
}

/** One workshop only that prepares anything. */
async function open(change = {}, options: Parameters<typeof openClass>[1] = {}) {
  const bench = await openClass({ ...planned, ...change }, options)
  const { workshops, workshop } = bench
  for (const other of workshops.all()) if (other !== workshop) await workshops.delete(other)
  return bench
}

test('sessions are wanted from shortly before the start to the end', async () => {
  const { times, clock } = await open()
  const wanted = [times.expectedSessions()]
  for (const ms of [HOUR_MS - LEAD_MS - 1, 1, LEAD_MS, HOUR_MS - 1, 1]) {
    clock.advance(ms)
    wanted.push(times.expectedSessions())
  }
  expect(wanted).toEqual([0, 0, 3, 3, 3, 0])
})

test('who has begun needs none any more; who has only joined does', async () => {
  const bench = await open({ startsAt: START })
  const { times, workshops, workshop } = bench
  await workshops.join(workshop, undefined)
  expect(times.expectedSessions()).toBe(3)
  const { session } = await takeSeat(bench)
  expect(times.expectedSessions()).toBe(2)
  await bench.sessions.close(session, 'participant')
  expect(times.expectedSessions()).toBe(3)
})

test('more sessions than seats, which earlier versions allowed, do not make it less than nothing', async () => {
  const bench = await open({ startsAt: START, seats: 2 })
  await takeSeat(bench)
  await takeSeat(bench)
  const { stored } = bench.workshop
  bench.workshop.restate({ ...stored, plan: { ...stored.plan, seats: 1 } })
  expect(bench.times.expectedSessions()).toBe(0)
})

test('several workshops add up', async () => {
  const { times, workshops, workshop, instructors } = await open({ startsAt: START })
  await workshops.create({ ...workshop.stored.plan, seats: 20 }, instructors.host)
  expect(times.expectedSessions()).toBe(23)
})

test('nothing is wanted for one whose sessions are not of the kind that is prepared', async () => {
  const change = { startsAt: START, hub: 'live' as const }
  expect((await open(change, { hubModes: ['sandbox', 'live'] })).times.expectedSessions()).toBe(0)
  expect((await open(change, { hubModes: ['live'] })).times.expectedSessions()).toBe(3)
})

test('nothing is wanted for one that does not prepare, has ended, or is deleted', async () => {
  const { times, workshops, workshop } = await open({ startsAt: START })
  const { plan } = workshop.stored
  await workshops.change(workshop, { preparesAhead: false })
  expect(times.expectedSessions()).toBe(0)
  await workshops.change(workshop, plan)
  expect(times.expectedSessions()).toBe(3)
  await workshops.delete(workshop)
  expect(times.expectedSessions()).toBe(0)
  await workshops.restoreDeleted(workshop)
  await workshops.end(workshop)
  expect(times.expectedSessions()).toBe(0)
})

test('time at a step stands still while no page is open', async () => {
  const bench = await open({ startsAt: START })
  const { times, clock, capacity } = bench
  const { seat, session } = await takeSeat(bench)
  const page = capacity.presence.enter(session)
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 2_000) {
      clock.advance(2_000)
      times.tick()
    }
    return seat.progress.attempting()!.sinceMs
  }
  expect(pass(60_000)).toBe(60_000)
  page[Symbol.dispose]()
  expect(pass(UNDO_MS)).toBeLessThanOrEqual(62_000)
})

test('in a workshop that has ended no session goes on and no hand is up, whenever the broker was away', async () => {
  const bench = await open({ startsAt: START })
  const { id } = await takeSeat(bench)
  bench.workshops.setRoom(bench.workshop, withHand(bench.workshop.room, id, START))
  bench.clock.advance(5 * HOUR_MS)
  bench.times.tick()
  await expect.poll(() => bench.sessions.all()).toEqual([])
  expect(bench.workshop.room.hands).toEqual({})
})
