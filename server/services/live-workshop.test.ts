import { expect, test } from 'vitest'
import { FIRST } from '../testing/class-tabs.ts'
import { CO_INSTRUCTOR, openClass, OTHER_INSTRUCTOR, takeSeat } from '../testing/open-class.ts'
import { classItemIdSchema } from '../protocol/class.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import { seatIdSchema } from '../protocol/workshop.ts'
import { viewPresentation, viewWatch, type LiveWatch } from './live-workshop.ts'

const HOUR_MS = 3_600_000
const START = 1_000_000

function watchOf(mode: 'watch' | 'drive'): LiveWatch {
  const id = classItemIdSchema.parse((mode === 'watch' ? 'a' : 'b').repeat(12))
  const by = { by: 'Grace', instructorId: CO_INSTRUCTOR.id }
  return { id, ...by, ...FIRST, mode, status: 'asked', since: START, ending: new AbortController() }
}

test('the phase is the clock’s, until an instructor has ended or deleted it', async () => {
  const { workshop } = await openClass({ startsAt: START, endsAt: START + HOUR_MS })
  const phases = [START - 1, START, START + HOUR_MS - 1, START + HOUR_MS].map((at) => workshop.phase(at))
  expect(phases).toEqual(['scheduled', 'open', 'open', 'ended'])
  const { stored } = workshop
  workshop.restate({ ...stored, endedAt: START + 5 })
  expect(workshop.phase(START + 6)).toBe('ended')
  workshop.restate({ ...stored, deletedAt: START + 5 })
  expect([workshop.phase(START + 6), workshop.phase(START + HOUR_MS)]).toEqual(['deleted', 'deleted'])
})

test('the doors are open from a quarter of an hour before the start until the end', async () => {
  const { workshop } = await openClass({ startsAt: START, endsAt: START + HOUR_MS })
  const answer = (at: number) => {
    try {
      workshop.requireDoorsOpen(at)
      return 'open'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect([START - LEAD_MS - 1, START - LEAD_MS, START + HOUR_MS - 1, START + HOUR_MS].map(answer)).toEqual([
    'WORKSHOP_NOT_OPEN',
    'open',
    'open',
    'WORKSHOP_ENDED',
  ])
})

test('who teaches is known by the account', async () => {
  const { workshop } = await openClass()
  const roles = ['host', CO_INSTRUCTOR.id, OTHER_INSTRUCTOR.id, undefined].map((id) => workshop.roleOf(id))
  expect(roles).toEqual(['instructor', 'co-instructor', undefined, undefined])
})

test('a look takes the place of the one before, which ends; the same one goes on when it is granted', async () => {
  const bench = await openClass()
  const { workshop } = bench
  const { id } = await takeSeat(bench)
  const [first, second] = [watchOf('watch'), watchOf('drive')]
  workshop.setWatch(id, first)
  workshop.setWatch(id, { ...first, status: 'granted' })
  expect([workshop.watches.get(id)?.status, first.ending.signal.aborted]).toEqual(['granted', false])
  workshop.setWatch(id, second)
  expect([first.ending.signal.aborted, second.ending.signal.aborted]).toEqual([true, false])
  workshop.setWatch(id, null)
  expect([workshop.watches.size, second.ending.signal.aborted]).toEqual([0, true])
})

test('when the looking stops, looks and presentation end', async () => {
  const bench = await openClass()
  const { workshop } = bench
  const { id, session } = await takeSeat(bench)
  const watch = watchOf('watch')
  const presentation = { by: 'Ada', instructorId: 'ada', ...FIRST, session, ending: new AbortController() }
  workshop.setWatch(id, watch)
  workshop.setPresentation(presentation)
  workshop.stopLooking()
  expect([workshop.watches.size, workshop.presentation]).toEqual([0, null])
  expect([watch.ending.signal.aborted, presentation.ending.signal.aborted]).toEqual([true, true])
})

test('a burst of changes is told once, to all who listen', async () => {
  const { workshop } = await openClass()
  // What came of opening it.
  await new Promise(setImmediate)
  const told = [0, 0]
  using _one = workshop.onChanged(() => told[0]!++)
  const other = workshop.onChanged(() => told[1]!++)
  for (let count = 0; count < 5; count++) workshop.changed()
  expect(told).toEqual([0, 0])
  await new Promise(setImmediate)
  expect(told).toEqual([1, 1])
  other[Symbol.dispose]()
  workshop.restate(workshop.stored)
  await new Promise(setImmediate)
  expect(told).toEqual([2, 1])
})

test('a seat that there is not is told so', async () => {
  const { workshop } = await openClass()
  expect(() => workshop.requireSeat(seatIdSchema.parse('z'.repeat(16)))).toThrow(
    expect.objectContaining({ code: 'SEAT_NOT_FOUND' }) as Error,
  )
})

test('what pages are told has no account, session or signal in it', async () => {
  const { session } = await takeSeat(await openClass())
  const shown = {
    id: watchOf('watch').id,
    by: 'Grace',
    mode: 'watch',
    status: 'asked',
    since: START,
    ...FIRST,
  }
  expect(viewWatch(watchOf('watch'))).toEqual(shown)
  const presentation = { by: 'Ada', instructorId: 'ada', ...FIRST, session, ending: new AbortController() }
  expect(viewPresentation(presentation)).toEqual({ by: 'Ada', ...FIRST })
})
