import { expect, it } from 'vitest'
import { nextIndex } from './workspace-panes.ts'

it('goes around, in both directions', () => {
  expect([0, 1, 2].map((current) => nextIndex({ current, count: 3, direction: 'forward' }))).toEqual([
    1, 2, 0,
  ])
  expect([0, 1, 2].map((current) => nextIndex({ current, count: 3, direction: 'backward' }))).toEqual([
    2, 0, 1,
  ])
})

it('begins at an end', () => {
  expect(nextIndex({ current: -1, count: 3, direction: 'forward' })).toBe(0)
  expect(nextIndex({ current: -1, count: 3, direction: 'backward' })).toBe(2)
})

it('goes from between two stops to the next one on either side', () => {
  expect(nextIndex({ current: 1.5, count: 3, direction: 'forward' })).toBe(2)
  expect(nextIndex({ current: 1.5, count: 3, direction: 'backward' })).toBe(1)
  expect(nextIndex({ current: -0.5, count: 3, direction: 'forward' })).toBe(0)
  expect(nextIndex({ current: -0.5, count: 3, direction: 'backward' })).toBe(2)
})
