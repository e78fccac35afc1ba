import { expect, test } from 'vitest'
import { choosePalette } from './current-palette.ts'

test('colours match the page unless somebody has chosen', () => {
  const usual = { theme: 'page', isColourBlindSafe: false } as const
  expect(choosePalette(usual, true)).toBe('dark')
  expect(choosePalette(usual, false)).toBe('light')
  expect(choosePalette({ ...usual, theme: 'light' }, true)).toBe('light')
  expect(choosePalette({ ...usual, theme: 'dark' }, false)).toBe('dark')
  expect(choosePalette({ ...usual, isColourBlindSafe: true }, true)).toBe('colour-blind-dark')
})
