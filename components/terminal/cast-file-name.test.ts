import { expect, it } from 'vitest'
import { castFileName } from './cast-file-name.ts'

it('names the instance and the local time, and sorts by it', () => {
  expect(castFileName('node1', new Date(2026, 0, 4, 9, 5))).toBe('node1-2026-01-04-0905.cast')
})
