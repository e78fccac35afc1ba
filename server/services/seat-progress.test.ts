import { pino } from 'pino'
import { expect, test } from 'vitest'
import { LEAST_SLOW_MS } from '../domain/class-progress.ts'
import type { SeatStep } from '../ports/workshop-store.ts'
import type { CheckState } from '../protocol/checks.ts'
import {
  chapterIdSchema,
  checkIdSchema,
  labIdSchema,
  stepIdSchema,
  type ChapterId,
  type CheckId,
  type LabId,
} from '../protocol/ids.ts'
import { seatIdSchema } from '../protocol/workshop.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import type { LiveSession } from './live-session.ts'
import { SeatProgress } from './seat-progress.ts'

const lab = labIdSchema.parse('lab')
const one = chapterIdSchema.parse('one')
const two = chapterIdSchema.parse('two')
const a = checkIdSchema.parse('a')
const b = checkIdSchema.parse('b')
const step = { chapterTitle: '', step: stepIdSchema.parse('step'), stepTitle: '' }
const columns = [
  { ...step, chapter: one, check: a },
  { ...step, chapter: one, check: b },
  { ...step, chapter: two, check: a },
]
const seatId = seatIdSchema.parse('a'.repeat(16))
const MINUTE_MS = 60_000
const START = 1_000_000

async function open() {
  const { clock, sessions } = createLabBench()
  const saved: SeatStep[] = []
  const store = { saveStep: async (step: SeatStep) => void saved.push(step) }
  const make = () => new SeatProgress({ seatId, lab, columns, store, clock, log: pino({ level: 'silent' }) })
  const progress = make()
  const { session } = await sessions.open()
  const chapters = new Map<ChapterId, ReadonlySet<CheckId>>()
  /** All that the session has done is told each time. */
  const tell = (own: LiveSession, of: LabId = lab) => {
    const all = [...chapters].map(([chapter, checks]) => ({ lab: of, chapter, done: [...checks] }))
    own.broadcast({ type: 'progress', progress: all })
  }
  const done = (chapter: ChapterId, ...checks: CheckId[]) => {
    chapters.set(chapter, new Set([...(chapters.get(chapter) ?? []), ...checks]))
    tell(session)
  }
  const undone = (chapter: ChapterId, check: CheckId) => {
    chapters.set(chapter, new Set([...chapters.get(chapter)!].filter((one) => one !== check)))
    tell(session)
  }
  const says = (reason: string, check = a, chapter = one) => {
    const state: CheckState = { id: check, status: 'not-done', reason }
    session.broadcast({ type: 'checks', lab, chapter, checks: [state] })
  }
  /** A command ends with an error, and the check says this afterwards. */
  const fails = (reason: string) => {
    session.notifyActivity({ exitCode: 1 })
    says(reason)
  }
  return { clock, sessions, saved, make, progress, session, tell, done, undone, says, fails }
}

test('before a session nobody attempts anything', async () => {
  const { progress, session } = await open()
  progress.look({ isHere: false })
  expect([progress.attempting(), progress.startedAt]).toEqual([null, null])
  progress.follow(session)
  expect(progress.attempting()).toMatchObject({ column: 0, sinceMs: 0, sameFailures: 0, errorsInRow: 0 })
  expect(progress.startedAt).toBe(START)
})

test('each check is done when it is first seen done, and what is none of the class’s does not count', async () => {
  const { progress, session, clock, done } = await open()
  progress.follow(session)
  clock.advance(MINUTE_MS)
  done(one, a)
  clock.advance(MINUTE_MS)
  done(one, a, b)
  done(chapterIdSchema.parse('other'), a)
  expect([...progress.done]).toEqual([
    [0, START + MINUTE_MS],
    [1, START + 2 * MINUTE_MS],
  ])
  expect(progress.current).toBe(2)
})

test('what is undone is done no longer, and done anew later', async () => {
  const { progress, session, clock, done, undone } = await open()
  progress.follow(session)
  done(one, a, b)
  clock.advance(MINUTE_MS)
  undone(one, a)
  expect([[...progress.done.keys()], progress.current]).toEqual([[1], 2])
  session.viewed = { lab, chapter: one }
  progress.look({ isHere: true })
  expect(progress.current).toBe(0)
  done(one, a)
  expect(progress.done.get(0)).toBe(START + MINUTE_MS)
  expect(progress.done.get(1)).toBe(START)
})

test('what one session undoes, another of the same seat has done all the same, after a restart too', async () => {
  const { progress, make, sessions, session, tell, done, undone } = await open()
  progress.follow(session)
  done(one, a, b)
  const { session: second } = await sessions.open()
  progress.follow(second)
  tell(second)
  second.broadcast({ type: 'progress', progress: [] })
  expect([...progress.done.keys()].sort()).toEqual([0, 1])
  undone(one, a)
  expect([...progress.done.keys()]).toEqual([1])
  const restored = make()
  const check = { lab, chapter: one, doneAt: START }
  restored.restore({
    done: [
      { ...check, check: a, sessionId: session.stored.id },
      { ...check, check: b, sessionId: second.stored.id },
    ],
    steps: [],
    startedAt: START,
  })
  restored.follow(second)
  second.broadcast({ type: 'progress', progress: [] })
  expect([...restored.done.keys()]).toEqual([0])
})

test('another lab, with chapters and checks of the same names, is none of the class’s', async () => {
  const { progress, session, tell, done } = await open()
  done(one, a)
  progress.follow(session)
  const other = labIdSchema.parse('other')
  tell(session, other)
  session.viewed = { lab: other, chapter: two }
  progress.look({ isHere: true })
  expect([[...progress.done], progress.current]).toEqual([[], 0])
})

test('who looks at another chapter is at its first open step', async () => {
  const { progress, session, clock } = await open()
  progress.follow(session)
  session.viewed = { lab, chapter: two }
  clock.advance(MINUTE_MS)
  progress.look({ isHere: true })
  expect(progress.attempting()).toMatchObject({ column: 2, sinceMs: 0 })
})

test('time counts from the step’s beginning, without the time that no page was open', async () => {
  const { progress, session, clock, done } = await open()
  progress.follow(session)
  clock.advance(10 * MINUTE_MS)
  done(one, a)
  clock.advance(2 * MINUTE_MS)
  progress.look({ isHere: true })
  clock.advance(30 * MINUTE_MS)
  progress.look({ isHere: false })
  clock.advance(MINUTE_MS)
  progress.look({ isHere: true })
  expect(progress.attempting()).toMatchObject({ column: 1, sinceMs: 3 * MINUTE_MS })
  expect(progress.attempting()!.sinceMs).toBeLessThan(LEAST_SLOW_MS)
})

test('a failure counts after a command has failed, not with each look', async () => {
  const { progress, session, says, fails, saved } = await open()
  progress.follow(session)
  says('no such image')
  says('no such image')
  expect(progress.attempting()).toMatchObject({ reason: 'no such image', sameFailures: 0 })
  expect(saved).toEqual([])
  for (let count = 0; count < 3; count++) fails('no such image')
  says('no such image')
  expect(progress.attempting()).toMatchObject({ sameFailures: 3 })
  fails('no network')
  expect(progress.attempting()).toMatchObject({ reason: 'no network', sameFailures: 1 })
  expect(saved.at(-1)).toEqual({
    seatId,
    chapter: one,
    check: a,
    attempts: 4,
    hints: 0,
    reasons: { 'no such image': 3, 'no network': 1 },
  })
})

test('commands that fail while a busy machine has not looked yet count each', async () => {
  const { progress, session, fails, saved } = await open()
  progress.follow(session)
  for (let count = 0; count < 2; count++) session.notifyActivity({ exitCode: 1 })
  fails('no such image')
  expect(progress.attempting()).toMatchObject({ sameFailures: 3 })
  expect(saved.at(-1)).toMatchObject({ attempts: 3, reasons: { 'no such image': 3 } })
})

test('what failed at one step is no attempt at the next', async () => {
  const { progress, session, done, says, saved } = await open()
  progress.follow(session)
  session.notifyActivity({ exitCode: 1 })
  done(one, a)
  says('no container yet', b)
  expect(progress.attempting()).toMatchObject({ column: 1, reason: 'no container yet', sameFailures: 0 })
  expect(saved).toEqual([])
})

test('a step of many commands that succeed is no failure of any of them', async () => {
  const { progress, session, says, saved } = await open()
  progress.follow(session)
  for (const exitCode of [0, 0, undefined, 130, 0]) {
    session.notifyActivity({ exitCode })
    says('no image yet')
  }
  expect(progress.attempting()).toMatchObject({ reason: 'no image yet', sameFailures: 0 })
  expect(saved).toEqual([])
})

test('what the check says after a command that succeeds is not what has failed before', async () => {
  const { progress, session, says, fails } = await open()
  progress.follow(session)
  for (let count = 0; count < 3; count++) fails('no image yet')
  session.notifyActivity({ exitCode: 0 })
  says('no container yet')
  expect(progress.attempting()).toMatchObject({ reason: 'no container yet', sameFailures: 0 })
})

test('whatever a participant makes a check say is counted, and only so many of them are told apart', async () => {
  const { progress, session, saved, fails } = await open()
  progress.follow(session)
  fails('constructor')
  fails('constructor')
  expect(saved.at(-1)?.reasons).toEqual({ constructor: 2 })
  for (let count = 0; count < 100; count++) fails(`made up ${count}`)
  const { reasons, attempts } = saved.at(-1)!
  expect([attempts, Object.keys(reasons).length, reasons['(others)']]).toEqual([102, 21, 81])
})

test('what other checks say is no failure of this step', async () => {
  const { progress, session, says } = await open()
  progress.follow(session)
  session.notifyActivity()
  says('of another check', b)
  says('of another chapter', a, two)
  session.broadcast({ type: 'checks', lab, chapter: one, checks: [{ id: a, status: 'not-done' }] })
  expect(progress.attempting()).toMatchObject({ reason: null, sameFailures: 0 })
})

test('errors in a row are counted up to the first success; Ctrl+C is none', async () => {
  const { progress, session } = await open()
  progress.follow(session)
  for (const exitCode of [1, 127, 130, undefined, 2]) session.notifyActivity({ exitCode })
  expect(progress.attempting()?.errorsInRow).toBe(3)
  session.notifyActivity({ exitCode: 0 })
  expect(progress.attempting()?.errorsInRow).toBe(0)
})

test('the next step begins with nothing against anybody', async () => {
  const { progress, session, clock, done, fails } = await open()
  progress.follow(session)
  for (let count = 0; count < 6; count++) fails('no such image')
  clock.advance(MINUTE_MS)
  done(one, a)
  expect(progress.attempting()).toEqual({
    column: 1,
    sinceMs: 0,
    reason: null,
    sameFailures: 0,
    errorsInRow: 0,
  })
})

test('a hint counts for the step at which it came, and for none when all is done', async () => {
  const { progress, session, done, saved } = await open()
  progress.follow(session)
  done(one, a)
  progress.countHint()
  progress.countHint()
  expect(saved.at(-1)).toMatchObject({ check: b, hints: 2 })
  done(one, b)
  done(two, a)
  expect([progress.current, progress.attempting()]).toEqual([null, null])
  progress.countHint()
  expect(saved).toHaveLength(2)
})

test('what was done before the broker started is there again, and is added to', async () => {
  const { make, session, sessions, saved } = await open()
  const { session: earlier } = await sessions.open()
  const progress = make()
  const done = { seatId, chapter: one, check: b, attempts: 3, hints: 1, reasons: { 'no network': 3 } }
  const other = { ...done, chapter: chapterIdSchema.parse('gone') }
  const doneIn = ({ stored }: LiveSession, at: number) => ({
    sessionId: stored.id,
    lab,
    chapter: one,
    check: a,
    doneAt: at,
  })
  progress.restore({
    done: [doneIn(earlier, START + 5), doneIn(session, START + 9)],
    steps: [done, other],
    startedAt: START,
  })
  progress.follow(session)
  expect([...progress.done]).toEqual([[0, START + 5]])
  expect([...progress.steps]).toEqual([[1, done]])
  progress.countHint()
  expect(saved).toEqual([{ ...done, hints: 2 }])
  expect(progress.startedAt).toBe(START)
})

test('a later session of a seat is not when its participant began', async () => {
  const { make, sessions, progress, session, clock } = await open()
  progress.follow(session)
  clock.advance(MINUTE_MS)
  const { session: second } = await sessions.open()
  progress.follow(second)
  expect(progress.startedAt).toBe(START)
  // The same after a restart.
  const restored = make()
  const sessionId = session.stored.id
  restored.restore({
    done: [{ sessionId, lab, chapter: one, check: a, doneAt: START + 5 }],
    steps: [],
    startedAt: START,
  })
  restored.follow(second)
  expect(restored.startedAt).toBe(START)
})
