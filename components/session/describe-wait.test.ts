import { expect, test } from 'vitest'
import { describePosition, describeWait } from './describe-wait.ts'

test('the place in the line', () => {
  expect(describePosition({ position: 1 })).toBe('You are next in line.')
  expect(describePosition({ position: 12 })).toBe('You are number 12 in line.')
})

test.each([
  [{ position: 2, estimateSeconds: 10, isFull: false }, 'It takes about 10 seconds.'],
  [{ position: 2, estimateSeconds: 60, isFull: false }, 'It takes about a minute.'],
  [{ position: 2, estimateSeconds: null, isFull: false }, 'It starts soon.'],
  [
    { position: 2, estimateSeconds: 120, isFull: true },
    'The lab is full. It takes about 2 minutes, or less when somebody leaves early.',
  ],
  [
    { position: 2, estimateSeconds: null, isFull: true },
    'The lab is full. Your instance starts when somebody leaves.',
  ],
])('%j', (place, words) => {
  expect(describeWait(place)).toBe(words)
})
