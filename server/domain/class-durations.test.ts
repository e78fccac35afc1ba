import { expect, test } from 'vitest'
import { classDurations, COUNTED_PAUSE_MS } from './class-durations.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Minutes, for people. */
function took(...seats: { startedAt: number; done: [number, number][] }[]) {
  const inMs = seats.map(({ startedAt, done }) => ({
    startedAt: startedAt * MINUTE_MS,
    done: new Map(done.map(([column, at]) => [column, at * MINUTE_MS])),
  }))
  return classDurations(inMs).map((own) => [...own].map(([column, ms]) => [column, ms / MINUTE_MS]))
}

test('while the class works all time counts, also of who is slow', () => {
  const quick = {
    startedAt: 0,
    done: [10, 20, 30, 40, 50, 60].map((at, column): [number, number] => [column, at]),
  }
  expect(took(quick, { startedAt: 5, done: [[0, 58]] })).toEqual([
    [0, 1, 2, 3, 4, 5].map((column) => [column, 10]),
    [[0, 53]],
  ])
})

test('a night between two days counts as a short pause, for everybody', () => {
  const night = 16 * 60
  const first = {
    startedAt: 0,
    done: [
      [0, 10],
      [1, 20 + night],
    ] as [number, number][],
  }
  const second = {
    startedAt: 0,
    done: [
      [0, 15],
      [1, 30 + night],
    ] as [number, number][],
  }
  // The last sign of the first day was after 15 minutes.
  const pause = COUNTED_PAUSE_MS / MINUTE_MS
  expect(took(first, second)).toEqual([
    [
      [0, 10],
      [1, 5 + pause],
    ],
    [
      [0, 15],
      [1, pause + 10],
    ],
  ])
})

test('a pause counts up to its limit, and not a minute more', () => {
  const alone = (at: number) => classDurations([{ startedAt: 0, done: new Map([[0, at]]) }])[0]!.get(0)
  expect(alone(COUNTED_PAUSE_MS)).toBe(COUNTED_PAUSE_MS)
  expect(alone(COUNTED_PAUSE_MS + 1)).toBe(COUNTED_PAUSE_MS)
  expect(alone(20 * HOUR_MS)).toBe(COUNTED_PAUSE_MS)
})

test('who begins later has not waited for anything', () => {
  expect(took({ startedAt: 0, done: [[0, 10]] }, { startedAt: 1_000, done: [[0, 1_012]] })[1]).toEqual([
    [0, 12],
  ])
})

test('who has not begun took no time', () => {
  expect(classDurations([{ startedAt: null, done: new Map() }])).toEqual([new Map()])
  expect(classDurations([])).toEqual([])
})
