import { expect, test } from 'vitest'
import {
  decidePool,
  DEMAND_WINDOW_MS,
  IDLE_AFTER_MS,
  MAX_AGE_MS,
  poolTarget,
  type PooledSession,
} from './pool-decision.ts'

const now = 10 * IDLE_AFTER_MS
const limits = { min: 1, max: 5 }
const ready = (id: string, ageMs = 0): PooledSession<string> => ({ id, madeAt: now - ageMs, status: 'ready' })

test('the least is kept while nobody comes, more while people do, and never more than the most', () => {
  expect(poolTarget([], limits, now)).toBe(1)
  expect(poolTarget([now], limits, now)).toBe(2)
  expect(poolTarget([now - 3, now - 2, now - 1], limits, now)).toBe(3)
  expect(
    poolTarget(
      Array.from({ length: 40 }, () => now),
      limits,
      now,
    ),
  ).toBe(5)
  const lastMinute = now - DEMAND_WINDOW_MS - 1
  expect(
    poolTarget(
      Array.from({ length: 40 }, () => lastMinute),
      limits,
      now,
    ),
  ).toBe(2)
  expect(poolTarget([now - IDLE_AFTER_MS - 1], limits, now)).toBe(1)
})

test('a pool of none stays empty, and one without a least is empty when idle', () => {
  expect(poolTarget([now], { min: 0, max: 0 }, now)).toBe(0)
  expect(poolTarget([now], { min: 3, max: 0 }, now)).toBe(0)
  expect(poolTarget([now - IDLE_AFTER_MS - 1], { min: 0, max: 5 }, now)).toBe(0)
})

test('one is started at a time, and only when it may be', () => {
  const wish = { target: 2, now, mayStart: true }
  expect(decidePool([], wish)).toEqual({ remove: [], shouldStart: true })
  expect(decidePool([], { ...wish, mayStart: false })).toEqual({ remove: [], shouldStart: false })
  expect(decidePool([{ ...ready('a'), status: 'starting' }], wish).shouldStart).toBe(false)
  expect(decidePool([ready('a'), ready('b')], wish).shouldStart).toBe(false)
})

test('failed ones, old ones and the oldest of too many go', () => {
  const pooled = [
    ready('old', MAX_AGE_MS),
    ready('a', 2),
    ready('b', 1),
    { ...ready('c'), status: 'failed' as const },
  ]
  expect(decidePool(pooled, { target: 1, now, mayStart: true })).toEqual({
    remove: ['old', 'c', 'a'],
    shouldStart: false,
  })
  expect(decidePool([ready('old', MAX_AGE_MS)], { target: 1, now, mayStart: true })).toEqual({
    remove: ['old'],
    shouldStart: true,
  })
})
