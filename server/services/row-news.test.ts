import { expect, it } from 'vitest'
import { seatRowSchema, type Stuck } from '../protocol/cockpit.ts'
import { rowNews } from './row-news.ts'

const ROW = seatRowSchema.parse({
  id: 'a'.repeat(16),
  name: 'Linus',
  status: 'working',
  joinedAt: 0,
  expiresAt: null,
  instances: [],
  chapter: null,
  done: [],
  current: 0,
  stuck: null,
  hand: null,
  watch: null,
  isOnWall: true,
})
const STUCK: Stuck = {
  kind: 'same-failure',
  column: 0,
  sinceMs: 61_000,
  usualMs: 30_000,
  reason: null,
  count: 4,
}
const told = (change: Partial<Stuck>) => rowNews({ ...ROW, stuck: { ...STUCK, ...change } })

it('is the same while less than a minute has passed, and while the median moves within its minute', () => {
  expect(told({ sinceMs: 119_000, usualMs: 59_000 })).toBe(told({}))
})

it('differs with the next minute, with another failure, and with everything else', () => {
  const different = [
    told({ sinceMs: 120_000 }),
    told({ usualMs: 60_000 }),
    told({ usualMs: null }),
    told({ count: 5 }),
    rowNews({ ...ROW, hand: 1 }),
  ]
  for (const text of different) expect(text).not.toBe(told({}))
})
