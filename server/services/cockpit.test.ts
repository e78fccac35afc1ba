import { expect, test } from 'vitest'
import { LEAST_SLOW_MS, SAME_FAILURES } from '../domain/class-progress.ts'
import { chapterIdSchema, checkIdSchema, labIdSchema } from '../protocol/ids.ts'
import { FIRST, startInstance } from '../testing/class-tabs.ts'
import { WORKSHOPS_KEPT_MS } from '../testing/lab-bench.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import type { LiveSession } from './live-session.ts'
import { UNDO_MS } from './workshop-times.ts'

const START = 1_000_000
const MINUTE_MS = 60_000
const lab = labIdSchema.parse('lab')
const chapter = chapterIdSchema.parse('chapter')
const check = checkIdSchema.parse('check')

async function open(change = {}) {
  const bench = await openClass({ seats: 10, ...change })
  const { cockpit, workshop, capacity } = bench
  const rows = () => cockpit.rows(workshop)
  return {
    ...bench,
    rows,
    rowOf: (id: string) => rows().find((row) => row.id === id)!,
    /** A page is open until that is disposed of. */
    enter: (session: LiveSession) => capacity.presence.enter(session),
  }
}

function finish(session: LiveSession): void {
  session.broadcast({ type: 'progress', progress: [{ lab, chapter, done: [check] }] })
}

function fail(session: LiveSession, reason: string): void {
  session.notifyActivity({ exitCode: 1 })
  session.broadcast({ type: 'checks', lab, chapter, checks: [{ id: check, status: 'not-done', reason }] })
}

test('a row tells where somebody is: joined, working, away, ended, waiting', async () => {
  const bench = await open({ seats: 1 })
  const { clock, rowOf, workshops, seatSessions, workshop } = bench
  const { seat } = await workshops.join(workshop, 'Linus')
  const { seat: late } = await workshops.join(workshop, 'Ken')
  const status = () => [rowOf(seat.stored.id).status, rowOf(late.stored.id).status]
  expect(status()).toEqual(['joined', 'waiting'])
  const opened = await seatSessions.open({ workshop, seat }, () => bench.sessions.open())
  const page = bench.enter(opened.session)
  clock.advance(MINUTE_MS)
  expect(status()).toEqual(['working', 'waiting'])
  page[Symbol.dispose]()
  // A page that reloads is not away.
  expect(status()[0]).toBe('working')
  clock.advance(MINUTE_MS)
  expect(status()[0]).toBe('away')
  await workshops.end(workshop)
  expect(status()[0]).toBe('ended')
})

test('a row has what the participant has', async () => {
  const bench = await open()
  const own = await takeSeat(bench, 'Linus')
  await startInstance(bench, own.session)
  await bench.terminalList.open(own.session, FIRST.instance)
  own.session.viewed = { lab, chapter }
  bench.classPart.raiseHand(own.place, true)
  await bench.workshops.setOnWall(own.place, false)
  const ask = { type: 'ask-watch', seat: own.id, mode: 'watch', ...FIRST } as const
  await bench.commands.run(bench.workshop, { instructor: bench.instructors.host, session: undefined }, ask)
  expect(bench.rows()).toEqual([
    {
      id: own.id,
      name: 'Linus',
      status: 'working',
      joinedAt: START,
      expiresAt: START + 60 * MINUTE_MS,
      instances: [{ name: 'node1', status: 'ready', terminals: [1, 2] }],
      chapter: 'chapter',
      done: [],
      current: 0,
      stuck: null,
      hand: START,
      watch: expect.objectContaining({
        by: 'Instructor',
        mode: 'watch',
        status: 'asked',
        ...FIRST,
      }) as object,
      isOnWall: false,
    },
  ])
  // Whose account it is, and what would end it, is nobody's business.
  expect(Object.keys(bench.rows()[0]!.watch!)).not.toContain('instructorId')
})

test('what is done stays in the row when the session has ended', async () => {
  const bench = await open()
  const { id, session } = await takeSeat(bench)
  finish(session)
  expect(bench.rowOf(id)).toMatchObject({ done: [0], current: null })
  await bench.sessions.close(session, 'participant')
  expect(bench.rowOf(id)).toMatchObject({ status: 'joined', done: [0], instances: [], expiresAt: null })
})

test('who takes twice as long as the class is stuck, measured from the start of the session', async () => {
  const bench = await open()
  const { clock, workshops, seatSessions, workshop, sessions } = bench
  // All have joined long before.
  const seats = []
  for (const name of ['A', 'B', 'C', 'D']) seats.push((await workshops.join(workshop, name)).seat)
  clock.advance(60 * MINUTE_MS)
  const opened = []
  for (const seat of seats) opened.push(await seatSessions.open({ workshop, seat }, () => sessions.open()))
  const slow = seats[3]!
  bench.enter(opened[3]!.session)
  clock.advance(LEAST_SLOW_MS)
  for (const { session } of opened.slice(0, 3)) finish(session)
  clock.advance(LEAST_SLOW_MS)
  expect(bench.rowOf(slow.stored.id).stuck).toBeNull()
  clock.advance(1)
  expect(bench.rowOf(slow.stored.id).stuck).toMatchObject({ kind: 'slow', usualMs: LEAST_SLOW_MS, column: 0 })
  expect(bench.rowOf(seats[0]!.stored.id).stuck).toBeNull()
})

test('the same failure again is shown with what the check says, as long as somebody is there', async () => {
  const bench = await open()
  const { id, session } = await takeSeat(bench)
  for (let count = 1; count < SAME_FAILURES; count++) fail(session, 'Port 80 is closed.')
  expect(bench.rowOf(id).stuck).toBeNull()
  fail(session, 'Port 80 is closed.')
  expect(bench.rowOf(id).stuck).toMatchObject({ kind: 'same-failure', reason: 'Port 80 is closed.' })
  bench.clock.advance(MINUTE_MS)
  expect(bench.rowOf(id)).toMatchObject({ status: 'away', stuck: null })
})

test('a workshop is shown to each in their role, with where to join', async () => {
  const { cockpit, workshop, workshops, clock } = await open({ seats: 2 })
  for (let count = 0; count < 3; count++) await workshops.join(workshop, undefined)
  expect(cockpit.workshop(workshop, 'co-instructor')).toMatchObject({
    ...workshop.stored.plan,
    phase: 'open',
    role: 'co-instructor',
    joinCode: '7K3M-Q9TX',
    joinUrl: 'http://localhost:3000/join/7K3M-Q9TX',
    teachers: [
      { id: 'host', name: 'Instructor', role: 'instructor' },
      { id: 'co', name: 'Grace', role: 'co-instructor' },
    ],
    seated: 2,
    waiting: 1,
    deletedUntil: null,
    keptUntil: null,
  })
  await workshops.delete(workshop)
  expect(cockpit.workshop(workshop, 'instructor')).toMatchObject({
    phase: 'deleted',
    deletedUntil: clock.now() + UNDO_MS,
  })
})

test('one that has ended says until when it is kept, counted from its end', async () => {
  const { cockpit, workshop, workshops, clock } = await open()
  clock.advance(MINUTE_MS)
  const endedAt = clock.now()
  await workshops.end(workshop)
  clock.advance(MINUTE_MS)
  expect(cockpit.workshop(workshop, 'instructor').keptUntil).toBe(endedAt + WORKSHOPS_KEPT_MS)
})

test('the room tells instructors who got what, and all answers', async () => {
  const bench = await open()
  const { place, id } = await takeSeat(bench, 'Linus')
  const run = (command: Parameters<typeof bench.commands.run>[2]) =>
    bench.commands.run(bench.workshop, { instructor: bench.instructors.host, session: undefined }, command)
  await run({ type: 'send', to: id, kind: 'hint', text: 'Look at the port.' })
  await run({ type: 'ask', question: 'Ready?', options: ['Yes', 'No'] })
  bench.classPart.answerPoll(place, { poll: bench.workshop.room.poll!.id, option: 1 })
  expect(bench.cockpit.room(bench.workshop)).toMatchObject({
    sent: [{ to: 'Linus', text: 'Look at the port.', isPersonal: true }],
    poll: { counts: [0, 1], isOpen: true },
    presentation: null,
  })
  await bench.workshops.leave(place)
  expect(bench.cockpit.room(bench.workshop)).toMatchObject({ sent: [{ to: null }], poll: { counts: [0, 0] } })
})
