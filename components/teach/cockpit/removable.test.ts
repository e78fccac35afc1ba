import { expect, it } from 'vitest'
import { removableSeats, standingOf } from './removable.ts'
import { testSeat, testSeatId } from './test-class.ts'

const seats = [
  testSeat('joined', { status: 'joined' }),
  testSeat('waits', { status: 'waiting' }),
  testSeat('idle'),
  testSeat('works', { done: [0, 1] }),
  testSeat('ended', { status: 'ended', done: [0] }),
  // The session ended before a restart of the broker: what was done is there.
  testSeat('back', { status: 'joined', done: [3] }),
]

it('finds those who have never started, and those who have done nothing', () => {
  expect(removableSeats(seats, 'never-started')).toEqual(['joined', 'waits'].map(testSeatId))
  expect(removableSeats(seats, 'nothing-done')).toEqual(['joined', 'waits', 'idle'].map(testSeatId))
})

it('says what each has done', () => {
  expect(seats.map(standingOf)).toEqual([
    'has not started',
    'waits for a seat',
    'no step done',
    '2 steps done',
    '1 step done',
    '1 step done',
  ])
})
