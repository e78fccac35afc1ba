import { describe, expect, it } from 'vitest'
import { decideKey, type KeyPress } from './terminal-keys.ts'

function press(keys: string): KeyPress {
  const parts = keys.split('+')
  return {
    key: parts.at(-1)!,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Meta'),
  }
}

describe('decideKey', () => {
  it.each(['Ctrl+v', 'Ctrl+V', 'Ctrl+Shift+V', 'Shift+Insert'])(
    'leaves pasting by %s to the browser',
    (keys) => {
      expect(decideKey(press(keys), { hasSelection: false })).toBe('browser')
    },
  )

  it('copies a selection with Ctrl+C, and interrupts without one', () => {
    expect(decideKey(press('Ctrl+c'), { hasSelection: true })).toBe('copy')
    expect(decideKey(press('Ctrl+c'), { hasSelection: false })).toBe('shell')
  })

  it('never interrupts with Ctrl+Shift+C', () => {
    expect(decideKey(press('Ctrl+Shift+C'), { hasSelection: true })).toBe('copy')
    expect(decideKey(press('Ctrl+Shift+C'), { hasSelection: false })).toBe('copy')
  })

  it('offers a way out by keyboard, in both directions', () => {
    expect(decideKey(press('F6'), { hasSelection: false })).toBe('leave')
    expect(decideKey(press('Shift+F6'), { hasSelection: false })).toBe('leave')
  })

  it.each(['a', 'Tab', 'Escape', 'Ctrl+d', 'Ctrl+z', 'Ctrl+Alt+v', 'Alt+f', 'Meta+v', 'F5', 'Insert'])(
    'gives %s to the shell',
    (keys) => expect(decideKey(press(keys), { hasSelection: true })).toBe('shell'),
  )
})
