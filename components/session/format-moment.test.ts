import { expect, test } from 'vitest'
import { formatMoment, formatTime } from './format-moment.ts'

const at = new Date(2026, 4, 3, 9, 5, 7).getTime()

test('a moment of today has its time, one of another day its day as well', () => {
  expect(formatTime(at)).toBe('09:05')
  expect(formatMoment(at, at + 3_600_000)).toBe('09:05:07')
  expect(formatMoment(at, at + 24 * 3_600_000)).toBe('3 May, 09:05:07')
})
