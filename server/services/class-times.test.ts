import { expect, test } from 'vitest'
import { ClassTimes } from './class-times.ts'

const START = 1_000_000
const slow = { startedAt: START, done: new Map([[0, START + 600]]) }
const quick = {
  startedAt: START,
  done: new Map([
    [0, START + 100],
    [1, START + 300],
  ]),
}

test('times are by column, of those who have done it', () => {
  const times = new ClassTimes().byColumn([slow, quick, { startedAt: null, done: new Map() }])
  expect([...times]).toEqual([
    [0, [600, 100]],
    [1, [200]],
  ])
})

test('they are worked out again only when somebody has come, gone, begun, or done or undone a step', () => {
  const times = new ClassTimes()
  const first = times.byColumn([slow, quick])
  // What is asked again has the same content in other objects.
  expect(times.byColumn([{ ...slow }, { ...quick }])).toBe(first)
  expect([...times.byColumn([slow])]).toEqual([[0, [600]]])
  expect([...times.byColumn([quick])]).toEqual([
    [0, [100]],
    [1, [200]],
  ])
  expect([...times.byColumn([{ ...quick, done: new Map([[0, START + 100]]) }])]).toEqual([[0, [100]]])
  expect([...times.byColumn([{ ...quick, startedAt: START + 50 }])]).toEqual([
    [0, [50]],
    [1, [200]],
  ])
})
