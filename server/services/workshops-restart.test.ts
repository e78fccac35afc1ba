import { expect, test } from 'vitest'
import { chapterIdSchema, checkIdSchema, labIdSchema } from '../protocol/ids.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { openClass, restartClass, takeSeat } from '../testing/open-class.ts'
import { reportOn } from './report.ts'
import { Workshops } from './workshops.ts'

const START = 1_000_000
const MINUTE_MS = 60_000
const done = {
  lab: labIdSchema.parse('lab'),
  chapter: chapterIdSchema.parse('chapter'),
  check: checkIdSchema.parse('check'),
}

test('a broker that starts anew finds seats, room, progress and who waits', async () => {
  const bench = await openClass({ seats: 1 })
  const { place, session, token, id } = await takeSeat(bench, 'Linus')
  const { seat: waiting } = await bench.workshops.join(bench.workshop, 'Ken')
  bench.classPart.raiseHand(place, true)
  await bench.workshops.setOnWall(place, false)
  place.seat.progress.countHint()
  await bench.progress.markDone({ sessionId: session.stored.id, ...done }, START + 5)
  const now = await restartClass(bench)
  const found = now.workshops.bySeatToken(token)!
  expect(found.workshop).toBe(now.workshop)
  expect(found.seat.stored).toMatchObject({ id, name: 'Linus', isOnWall: false })
  expect(now.workshop!.waitingPosition(waiting.stored.id)).toBe(1)
  expect(now.workshop!.room).toEqual(bench.workshop.room)
  expect(now.workshop!.room.hands).toEqual({ [id]: START })
  expect([...found.seat.progress.done]).toEqual([[0, START + 5]])
  expect(found.seat.progress.steps.get(0)).toMatchObject({ hints: 1 })
  // The same session, which is followed on.
  expect(found.seat.progress.startedAt).toBe(START)
  const again = await now.seatSessions.open(found, () => Promise.reject(new Error('there is one')))
  expect([again.session.stored.id, again.token]).toEqual([session.stored.id, undefined])
})

test('what a participant did in an earlier session of the seat still counts', async () => {
  const bench = await openClass()
  const { place, session, id } = await takeSeat(bench)
  session.broadcast({ type: 'progress', progress: [{ ...done, done: [done.check] }] })
  await bench.sessions.close(session, 'participant')
  const { session: second } = await bench.seatSessions.open(place, () => bench.sessions.open())
  expect(second).not.toBe(session)
  expect(bench.sessions.bySeat(id)).toBe(second)
  expect(place.seat.progress.done.size).toBe(1)
})

test('how long a step took is the same after a restart, also when its session has ended', async () => {
  const bench = await openClass()
  const { workshop, cockpit, clock, progress, sessions } = bench
  const { place, session } = await takeSeat(bench)
  clock.advance(7 * MINUTE_MS)
  await progress.markDone({ sessionId: session.stored.id, ...done }, clock.now())
  session.broadcast({ type: 'progress', progress: [{ ...done, done: [done.check] }] })
  await sessions.close(session, 'participant')
  clock.advance(MINUTE_MS)
  await bench.seatSessions.open(place, () => sessions.open())
  const took = (of: typeof workshop) => reportOn(of, cockpit.workshop(of, 'instructor')).steps[0]?.medianMs
  expect(took(workshop)).toBe(7 * MINUTE_MS)
  expect(took((await restartClass(bench)).workshop!)).toBe(7 * MINUTE_MS)
})

test('a workshop whose lab has gone is still there, without steps', async () => {
  const bench = await openClass()
  const catalog = { ...bench.catalog, labs: () => [] }
  const workshops = new Workshops({ ...bench, catalog, store: bench.workshopStore })
  await workshops.restore()
  expect(workshops.byId(EXAMPLE_WORKSHOP.id)?.columns).toEqual([])
})
