import { describe, expect, it } from 'vitest'
import { decideKey, type KeyPress } from './terminal-keys.ts'

function press(keys: string): KeyPress {
  const parts = keys.split('+')
  return {
    // The key + itself ends with it.
    key: parts.at(-1) || '+',
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Meta'),
  }
}

describe('decideKey', () => {
  it.each(['Ctrl+v', 'Ctrl+V', 'Ctrl+Shift+V', 'Shift+Insert', 'Meta+v'])(
    'leaves pasting by %s to the browser',
    (keys) => {
      expect(decideKey(press(keys), { hasSelection: false })).toBe('browser')
    },
  )

  it('copies a selection with Ctrl+C, and interrupts without one', () => {
    expect(decideKey(press('Ctrl+c'), { hasSelection: true })).toBe('copy')
    expect(decideKey(press('Ctrl+c'), { hasSelection: false })).toBe('shell')
  })

  it.each(['Ctrl+Insert', 'Meta+c'])('copies with %s and interrupts nothing', (keys) => {
    expect(decideKey(press(keys), { hasSelection: true })).toBe('copy')
    expect(decideKey(press(keys), { hasSelection: false })).toBe('copy')
  })

  it('never interrupts with Ctrl+Shift+C', () => {
    expect(decideKey(press('Ctrl+Shift+C'), { hasSelection: true })).toBe('copy')
    expect(decideKey(press('Ctrl+Shift+C'), { hasSelection: false })).toBe('copy')
  })

  it('offers a way out by keyboard, in both directions', () => {
    expect(decideKey(press('F6'), { hasSelection: false })).toBe('leave')
    expect(decideKey(press('Shift+F6'), { hasSelection: false })).toBe('leave')
  })

  it.each([
    ['Ctrl+Shift+F', 'search'],
    ['Meta+Shift+f', 'search'],
    ['ContextMenu', 'menu'],
    ['Shift+F10', 'menu'],
    ['Ctrl+=', 'larger'],
    ['Ctrl+Shift++', 'larger'],
    ['Ctrl+-', 'smaller'],
    ['Meta+0', 'usual-size'],
  ])('answers %s with %s', (keys, decision) => {
    expect(decideKey(press(keys), { hasSelection: false })).toBe(decision)
  })

  it.each([
    'a',
    'Tab',
    'Escape',
    'F5',
    'F10',
    'Insert',
    'Ctrl+d',
    'Ctrl+z',
    'Ctrl+f',
    'Ctrl+Shift+_',
    'Ctrl+F6',
    'Ctrl+Alt+v',
    'Ctrl+Meta+v',
    'Alt+f',
  ])('gives %s to the shell', (keys) => expect(decideKey(press(keys), { hasSelection: true })).toBe('shell'))
})
