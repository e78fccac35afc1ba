import { expect, it } from 'vitest'
import { groupColumns, isExpanded, labelOf } from './column-groups.ts'
import { testColumns } from './test-class.ts'

const columns = testColumns({ first: ['a', 'b', 'b'], second: ['c'] })
const [first, second] = groupColumns(columns) as [
  ReturnType<typeof groupColumns>[0],
  ReturnType<typeof groupColumns>[0],
]

it('groups columns by chapter and keeps their places', () => {
  expect(first.columns.map(({ index }) => index)).toEqual([0, 1, 2])
  expect(second).toMatchObject({ title: 'Chapter second', columns: [{ index: 3 }] })
})

it('numbers the checks of a step that has several', () => {
  expect(first.columns.map(({ label }) => label)).toEqual(['Step a', 'Step b (1 of 2)', 'Step b (2 of 2)'])
})

it('has words for a step that the workshop does not have', () => {
  expect(labelOf(columns, 9)).toBe('a step that is no longer there')
})

it('shows the steps of the chapter where the class is, else of the median, unless something else was chosen', () => {
  const nothing = { chosen: {}, pace: null, median: null }
  expect([first, second].map((group) => isExpanded(group, nothing))).toEqual([true, false])
  expect([first, second].map((group) => isExpanded(group, { ...nothing, median: 3 }))).toEqual([false, true])
  const pace = { chapter: second.chapter }
  expect([first, second].map((group) => isExpanded(group, { ...nothing, median: 0, pace }))).toEqual([
    false,
    true,
  ])
  const chosen = { [second.chapter]: false }
  expect(isExpanded(second, { chosen, pace, median: 3 })).toBe(false)
})
