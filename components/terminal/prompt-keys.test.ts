import { describe, expect, it } from 'vitest'
import { decidePromptKey } from './prompt-keys.ts'
import { decideKey } from './terminal-keys.ts'

const CTRL_SHIFT = { ctrlKey: true, shiftKey: true, altKey: false, metaKey: false }

describe('decidePromptKey', () => {
  it.each([
    ['ArrowUp', 'previous-prompt'],
    ['ArrowDown', 'next-prompt'],
    ['O', 'copy-output'],
    ['o', 'copy-output'],
  ])('takes Ctrl+Shift+%s for %s', (key, action) => {
    expect(decidePromptKey({ ...CTRL_SHIFT, key })).toBe(action)
    expect(decideKey({ ...CTRL_SHIFT, key }, { hasSelection: false })).toBe('shell')
  })

  it.each([
    { ...CTRL_SHIFT, shiftKey: false },
    { ...CTRL_SHIFT, ctrlKey: false },
    { ...CTRL_SHIFT, altKey: true },
    { ...CTRL_SHIFT, metaKey: true },
  ])('leaves other arrows to the shell', (modifiers) => {
    expect(decidePromptKey({ ...modifiers, key: 'ArrowUp' })).toBeUndefined()
  })

  it('leaves other letters alone', () => {
    for (const key of ['c', 'v', 'f', 'ArrowLeft', '0'])
      expect(decidePromptKey({ ...CTRL_SHIFT, key })).toBeUndefined()
  })
})
