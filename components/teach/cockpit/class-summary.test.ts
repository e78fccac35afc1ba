import { expect, it } from 'vitest'
import { summariseClass } from './class-summary.ts'
import { testColumns, testSeat } from './test-class.ts'

const columns = testColumns({ first: ['a', 'b'], second: ['c'] })

it('counts what is done, without those who wait for a seat', () => {
  const seats = [
    testSeat('anna', { done: [0, 1], current: 2 }),
    testSeat('ben', { done: [0], current: 1 }),
    testSeat('cleo', { status: 'waiting', done: [0] }),
  ]
  expect(summariseClass(seats, columns)).toMatchObject({ counted: 2, done: [2, 1, 0] })
})

it('puts the median at the one in the middle, whatever the order of joining', () => {
  const seats = [
    testSeat('anna', { done: [0, 1], current: 2 }),
    testSeat('ben', { current: 0 }),
    testSeat('cleo', { done: [0], current: 1 }),
  ]
  expect(summariseClass(seats, columns).median).toBe(1)
})

it('leaves those out of the median who have not begun, and guesses for those who have gone home', () => {
  const seats = [
    testSeat('anna', { status: 'ended', done: [0, 1], current: null }),
    testSeat('ben', { status: 'joined', current: null }),
    testSeat('cleo', { status: 'joined', current: null }),
  ]
  expect(summariseClass(seats, columns).median).toBe(2)
})

it('has no median before anybody has come, or when the middle has done all', () => {
  expect(summariseClass([], columns).median).toBeNull()
  expect(summariseClass([testSeat('anna', { done: [0, 1, 2], current: null })], columns).median).toBeNull()
})
