import { expect, it } from 'vitest'
import { valueProblem } from './value-problem.ts'

const variable = { pattern: '[a-z]{3,5}|local', example: 'abc' }

it('takes a value that matches as a whole', () => {
  expect(valueProblem('abcd', variable)).toBeUndefined()
  expect(valueProblem('local', variable)).toBeUndefined()
})

it('refuses one that only has a part that matches, and shows an example', () => {
  expect(valueProblem('abc def', variable)).toContain('abc')
  expect(valueProblem('xlocal', variable)).toBeDefined()
})

it('asks for something when there is nothing', () => {
  expect(valueProblem('', variable)).toBe('Type a value first.')
})
