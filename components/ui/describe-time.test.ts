import { expect, it } from 'vitest'
import { describeTime } from './describe-time.ts'

const startsAt = new Date(2026, 10, 28, 9, 5).getTime()

it('names the day once', () => {
  expect(describeTime({ startsAt, endsAt: startsAt + 3 * 3_600_000 })).toBe('Sat 28 Nov, 09:05 – 12:05')
})

it('names both days when it ends on another', () => {
  expect(describeTime({ startsAt, endsAt: startsAt + 24 * 3_600_000 })).toBe(
    'Sat 28 Nov, 09:05 – Sun 29 Nov, 09:05',
  )
})
