import { expect, test } from 'vitest'
import { describeMatches } from './describe-matches.ts'
import { isSearchable, MAX_MARKED_MATCHES } from './open-terminal-search.ts'

test('matches are counted, up to what is marked', () => {
  expect(describeMatches({ isValid: true, count: null })).toBe('')
  expect(describeMatches({ isValid: true, count: { current: null, total: 0 } })).toBe('No matches')
  expect(describeMatches({ isValid: true, count: { current: 2, total: 7 } })).toBe('2 of 7')
  expect(describeMatches({ isValid: true, count: { current: null, total: MAX_MARKED_MATCHES } })).toBe(
    '1000+ matches',
  )
})

test('a broken pattern is told and not searched for', () => {
  const query = { text: '[a', isCaseSensitive: false }
  expect(isSearchable({ ...query, isRegex: true })).toBe(false)
  expect(isSearchable({ ...query, isRegex: false })).toBe(true)
  expect(describeMatches({ isValid: false, count: null })).toBe('Not a valid pattern')
})
