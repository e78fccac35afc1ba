import { expect, it } from 'vitest'
import { describeStuck } from './stuck-words.ts'
import { testColumns } from './test-class.ts'

const columns = testColumns({ first: ['a'] })

it('says why somebody may be stuck', () => {
  const common = { column: 0, sinceMs: 12 * 60_000, usualMs: null, reason: null }
  expect(describeStuck({ ...common, kind: 'slow', count: 0 }, columns)).toBe('12 min at “Step a”')
  expect(describeStuck({ ...common, kind: 'slow', usualMs: 4 * 60_000, count: 0 }, columns)).toBe(
    '12 min at “Step a”, class median 4 min',
  )
  expect(describeStuck({ ...common, kind: 'same-failure', count: 5 }, columns)).toBe(
    'The same failure 5 times at “Step a”',
  )
  expect(describeStuck({ ...common, kind: 'same-error', count: 6 }, columns)).toBe(
    '6 commands in a row ended with an error at “Step a”',
  )
})
