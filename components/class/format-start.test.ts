import { expect, it } from 'vitest'
import { formatStart } from './format-start.ts'

const at = (day: number, hours: number) => new Date(2027, 4, day, hours).getTime()

it('tells the day only when it is another one', () => {
  expect(formatStart(at(3, 10), at(3, 9))).toBe('at 10:00')
  expect(formatStart(at(3, 10), at(2, 9))).toBe('on Monday 3 May at 10:00')
})
