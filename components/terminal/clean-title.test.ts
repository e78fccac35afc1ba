import { expect, test } from 'vitest'
import { cleanTitle } from './clean-title.ts'

test('a title is short text without control characters and changes of direction', () => {
  expect(cleanTitle(' vim: Dockerfile ')).toBe('vim: Dockerfile')
  expect(cleanTitle('a\x07\x1b[31m\nb\u202ec\u2028d')).toBe('a[31mbcd')
  expect(cleanTitle('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
  expect([...cleanTitle('🐳'.repeat(10_000))]).toHaveLength(120)
})
