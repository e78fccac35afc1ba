import { expect, test } from 'vitest'
import { nextItem } from './next-menu-item.ts'

test('arrows go round the menu, Home and End to its ends', () => {
  expect(nextItem('ArrowDown', { current: -1, count: 5 })).toBe(0)
  expect(nextItem('ArrowDown', { current: 4, count: 5 })).toBe(0)
  expect(nextItem('ArrowUp', { current: 0, count: 5 })).toBe(4)
  expect(nextItem('ArrowUp', { current: -1, count: 5 })).toBe(4)
  expect(nextItem('Home', { current: 3, count: 5 })).toBe(0)
  expect(nextItem('End', { current: 3, count: 5 })).toBe(4)
  expect(nextItem('Enter', { current: 3, count: 5 })).toBeUndefined()
})
