import { expect, test } from 'vitest'
import { classViewSchema } from '../protocol/class.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import type { LiveSession } from './live-session.ts'

const HOUR_MS = 3_600_000
const START = 1_000_000

type Told = Extract<ServerMessage, { type: 'class' }>

/** What the pages of a session are told of its class from now on. */
function listen(session: LiveSession): Told[] {
  const told: Told[] = []
  session.subscribe((message) => {
    if (message.type === 'class') told.push(message)
  })
  return told
}

/** All that has changed in this turn has been told. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

test('a participant reads what the workshop is, who teaches it and where they stand, and nothing secret', async () => {
  const { classViews, workshops, workshop } = await openClass({ seats: 1 })
  const { seat } = await workshops.join(workshop, 'Linus')
  const late = await workshops.join(workshop, 'Ken')
  const view = classViews.view({ workshop, seat })
  expect(classViewSchema.parse({ ...view, personalUrl: '' })).toMatchObject({
    title: 'Registries',
    teachers: ['Instructor', 'Grace'],
    lab: 'lab',
    phase: 'open',
    name: 'Linus',
    status: 'seated',
    position: null,
    hand: null,
    watch: null,
    presentation: null,
    isOnWall: true,
  })
  expect(classViews.view({ workshop, seat: late.seat })).toMatchObject({ status: 'waiting', position: 1 })
  for (const secret of [seat.stored.id, seat.stored.tokenHash, 'Ken', workshop.stored.joinCode])
    expect(JSON.stringify(view)).not.toContain(secret)
})

test('for who has joined the doors open before the start, and a deleted workshop is over', async () => {
  const times = { startsAt: START + HOUR_MS, endsAt: START + 2 * HOUR_MS }
  const { classViews, workshops, workshop, clock } = await openClass(times)
  const { seat } = await workshops.join(workshop, 'Linus')
  const phase = () => classViews.view({ workshop, seat }).phase
  expect(phase()).toBe('scheduled')
  clock.advance(HOUR_MS - LEAD_MS)
  expect(phase()).toBe('open')
  await workshops.delete(workshop)
  expect(phase()).toBe('ended')
  await workshops.restoreDeleted(workshop)
  expect(phase()).toBe('open')
  clock.advance(LEAD_MS + HOUR_MS)
  expect(phase()).toBe('ended')
})

test('a change is told to those whom it concerns, once, and without the personal link', async () => {
  const bench = await openClass()
  const own = await takeSeat(bench, 'Linus')
  const other = await takeSeat(bench, 'Ken')
  bench.classViews.tick()
  await turn()
  const [told, others] = [listen(own.session), listen(other.session)]
  bench.classPart.raiseHand(own.place, true)
  await turn()
  expect(told).toMatchObject([{ class: { hand: { position: 1 }, personalUrl: '' } }])
  expect(others).toEqual([])
  // Nothing that they could see has changed.
  bench.workshop.changed()
  bench.classViews.tick()
  await turn()
  expect([told.length, others.length]).toEqual([1, 0])
  bench.classPart.raiseHand(other.place, true)
  bench.classPart.raiseHand(own.place, false)
  await turn()
  expect(told.at(-1)).toMatchObject({ class: { hand: null } })
  expect(others.at(-1)).toMatchObject({ class: { hand: { position: 1 } } })
})

test('what the clock alone changes is told with the next tick', async () => {
  const bench = await openClass({ endsAt: START + HOUR_MS })
  const { session } = await takeSeat(bench)
  bench.classViews.tick()
  await turn()
  const told = listen(session)
  bench.clock.advance(HOUR_MS)
  bench.classViews.tick()
  bench.classViews.tick()
  expect(told).toMatchObject([{ class: { phase: 'ended' } }])
})

test('a new session of a seat is told all anew', async () => {
  const bench = await openClass()
  const { place, session } = await takeSeat(bench)
  bench.classViews.tick()
  await bench.sessions.close(session, 'participant')
  const { session: second } = await bench.seatSessions.open(place, () => bench.sessions.open())
  const told = listen(second)
  await turn()
  expect(told).toMatchObject([{ class: { title: 'Registries' } }])
})

test('nothing is told any more when the broker stops', async () => {
  const bench = await openClass()
  const { place, session } = await takeSeat(bench)
  await turn()
  bench.classViews[Symbol.dispose]()
  const told = listen(session)
  bench.classPart.raiseHand(place, true)
  await turn()
  expect(told).toEqual([])
})
