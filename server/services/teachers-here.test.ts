import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_ROOM } from '../domain/room.ts'
import { classItemIdSchema } from '../protocol/class.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import { seatIdSchema } from '../protocol/workshop.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { LiveWorkshop } from './live-workshop.ts'
import { TeachersHere } from './teachers-here.ts'

const GRACE_MS = 20_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ada = seatIdSchema.parse('a'.repeat(16))
const ken = seatIdSchema.parse('b'.repeat(16))

/** A workshop in which two instructors look into a terminal each. */
function watched() {
  const workshop = new LiveWorkshop({ ...EXAMPLE_WORKSHOP, room: EMPTY_ROOM }, [])
  const look = (instructorId: string) => ({
    id: classItemIdSchema.parse('a'.repeat(12)),
    by: 'Grace',
    instructorId,
    mode: 'watch' as const,
    status: 'granted' as const,
    instance: instanceNameSchema.parse('node1'),
    terminal: FIRST_TERMINAL,
    since: 0,
    ending: new AbortController(),
  })
  const looks = { host: look('host'), co: look('co') }
  workshop.setWatch(ada, looks.host)
  workshop.setWatch(ken, looks.co)
  return { workshop, looks, watchedSeats: () => [...workshop.watches.keys()] }
}

test('a look ends when its instructor stays away, and nobody else’s does', () => {
  const { workshop, looks, watchedSeats } = watched()
  const teachersHere = new TeachersHere()
  teachersHere.enter(workshop, 'host')[Symbol.dispose]()
  vi.advanceTimersByTime(GRACE_MS - 1)
  expect(watchedSeats()).toEqual([ada, ken])
  vi.advanceTimersByTime(1)
  expect(watchedSeats()).toEqual([ken])
  expect([looks.host.ending.signal.aborted, looks.co.ending.signal.aborted]).toEqual([true, false])
})

test('a cockpit that is reloaded, or open in another tab, keeps it', () => {
  const { workshop, watchedSeats } = watched()
  const teachersHere = new TeachersHere()
  const first = teachersHere.enter(workshop, 'host')
  const second = teachersHere.enter(workshop, 'host')
  second[Symbol.dispose]()
  vi.advanceTimersByTime(GRACE_MS * 2)
  expect(watchedSeats()).toEqual([ada, ken])
  first[Symbol.dispose]()
  vi.advanceTimersByTime(GRACE_MS / 2)
  const reloaded = teachersHere.enter(workshop, 'host')
  vi.advanceTimersByTime(GRACE_MS * 2)
  expect(watchedSeats()).toEqual([ada, ken])
  reloaded[Symbol.dispose]()
  vi.advanceTimersByTime(GRACE_MS)
  expect(watchedSeats()).toEqual([ken])
})

test('a cockpit of another workshop keeps nothing here', () => {
  const here = watched()
  const other = watched()
  const teachersHere = new TeachersHere()
  teachersHere.enter(other.workshop, 'host')
  teachersHere.enter(here.workshop, 'host')[Symbol.dispose]()
  vi.advanceTimersByTime(GRACE_MS)
  expect(here.watchedSeats()).toEqual([ken])
  expect(other.watchedSeats()).toEqual([ada, ken])
})
