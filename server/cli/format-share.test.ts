import { expect, test } from 'vitest'
import { formatShare } from './format-share.ts'

test('shows how much of a transfer is done as a bar, a percentage and megabytes', () => {
  expect(formatShare(210e6, 600e6, 'bytes')).toBe('███████░░░░░░░░░░░░░  35 %  210/600 MB')
})

test('counts steps without a unit', () => {
  expect(formatShare(3, 9, 'steps')).toMatch(/ 33 % {2}3\/9$/)
})

test('stays within the bar when the total was too low or is not known', () => {
  expect(formatShare(700e6, 600e6, 'bytes')).toMatch(/^█{20} 100 %/)
  expect(formatShare(5, 0, 'steps')).toMatch(/^░{20} {3}0 %/)
})
