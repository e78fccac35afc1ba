import { describe, expect, it } from 'vitest'
import { formatBytes } from './format-bytes.ts'
import { formatCountdown, formatDuration } from './format-duration.ts'

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1023, '1.0 KiB'],
    [65 * 1024 * 1024, '65 MiB'],
    [1.44 * 1024 ** 3, '1.4 GiB'],
    [-5, '0 B'],
  ])('shows %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})

describe('durations', () => {
  it('counts down in hours, minutes and seconds, and never below zero', () => {
    expect(formatCountdown(4 * 3_600_000)).toBe('4:00:00')
    expect(formatCountdown(9 * 60_000 + 6_500)).toBe('09:07')
    expect(formatCountdown(-1)).toBe('00:00')
  })

  it('says how long something has taken in the unit that matters', () => {
    expect(formatDuration(42_900)).toBe('42 s')
    expect(formatDuration(12 * 60_000)).toBe('12 min')
    expect(formatDuration(125 * 60_000)).toBe('2 h 05 min')
  })
})
