import { expect, it } from 'vitest'
import { formatAge } from './format-age.ts'

const DAY_MS = 24 * 3_600_000

it.each([
  [-5_000, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 minute ago'],
  [3_599_999, '59 minutes ago'],
  [2 * 3_600_000, '2 hours ago'],
  [DAY_MS, '1 day ago'],
  [65 * DAY_MS, '2 months ago'],
  [800 * DAY_MS, '2 years ago'],
])('an age of %d ms is %s', (ageMs, text) => expect(formatAge(ageMs)).toBe(text))
