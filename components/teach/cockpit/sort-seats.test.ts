import { expect, it } from 'vitest'
import type { Stuck } from '../../../server/protocol/cockpit.ts'
import { handsInOrder, sortSeats, stuckInOrder } from './sort-seats.ts'
import { testSeat, testSeatId } from './test-class.ts'

const stuck: Stuck = { kind: 'slow', column: 0, sinceMs: 60_000, usualMs: null, count: 0, reason: null }
const seats = [
  testSeat('waits', { status: 'waiting', joinedAt: 0 }),
  testSeat('quick', { joinedAt: 3, done: [0, 1, 2] }),
  testSeat('slow', { joinedAt: 1, done: [0], stuck }),
  testSeat('asks', { joinedAt: 2, done: [0, 1], hand: 50 }),
  testSeat('slower', { joinedAt: 4, stuck: { ...stuck, sinceMs: 120_000 } }),
]
const ids = (...names: string[]) => names.map(testSeatId)

it('keeps the order of joining, with those who wait for a seat at the end', () => {
  expect(sortSeats(seats, 'joining')).toEqual(ids('slow', 'asks', 'quick', 'slower', 'waits'))
})

it('puts the furthest first', () => {
  expect(sortSeats(seats, 'progress')).toEqual(ids('quick', 'asks', 'slow', 'slower', 'waits'))
})

it('puts those first who ask for help, then those who have been stuck for long', () => {
  expect(sortSeats(seats, 'stuck')).toEqual(ids('asks', 'slower', 'slow', 'quick', 'waits'))
})

it('queues hands by when they were raised, and lists nobody twice', () => {
  const early = testSeat('early', { hand: 10, stuck })
  expect(handsInOrder([...seats, early])).toEqual(ids('early', 'asks'))
  expect(stuckInOrder([...seats, early])).toEqual(ids('slower', 'slow'))
})
