import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets.ts'

test('a burst is let through, then the rate', () => {
  const buckets = new TokenBuckets({ burst: 3, perMinute: 60 })
  expect([1, 2, 3].map(() => buckets.take('a', 0))).toEqual([0, 0, 0])
  expect(buckets.take('a', 0)).toBe(1_000)
  expect(buckets.take('a', 400)).toBe(600)
  expect(buckets.take('a', 1_000)).toBe(0)
  expect(buckets.take('a', 1_000)).toBe(1_000)
  expect([1, 2, 3, 4].map(() => buckets.take('a', 60_000)).filter((wait) => wait === 0)).toHaveLength(3)
})

test('keys do not touch each other', () => {
  const buckets = new TokenBuckets({ burst: 1, perMinute: 1 })
  expect(buckets.take('a', 0)).toBe(0)
  expect(buckets.take('b', 0)).toBe(0)
  expect(buckets.take('a', 0)).toBe(60_000)
})

test('a charge is a debt that grows', () => {
  const buckets = new TokenBuckets({ burst: 1, perMinute: 60_000 })
  expect([1, 2, 3].map(() => buckets.charge('a', 0))).toEqual([0, 1, 2])
  expect(buckets.charge('a', 3)).toBe(0)
})

test('keys that have nothing to remember are forgotten', () => {
  const buckets = new TokenBuckets({ burst: 1, perMinute: 60 })
  for (let index = 0; index < 9_999; index++) buckets.take(`old ${index}`, 0)
  expect(buckets.size).toBe(9_999)
  buckets.take('new', 10_000)
  expect(buckets.size).toBe(1)
  expect(buckets.take('new', 10_000)).toBe(1_000)
})

test('whatever comes when, never more than burst and rate together', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 600 }),
      fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 100 }),
      (burst, perMinute, gaps) => {
        const buckets = new TokenBuckets({ burst, perMinute })
        let now = 0
        let taken = 0
        for (const gap of gaps) {
          now += gap
          const waitMs = buckets.take('a', now)
          if (waitMs === 0) taken++
          else expect(waitMs).toBeLessThanOrEqual(60_000 / perMinute + 1e-6)
        }
        expect(taken).toBeLessThanOrEqual(burst + (now * perMinute) / 60_000 + 1e-6)
      },
    ),
  )
})
