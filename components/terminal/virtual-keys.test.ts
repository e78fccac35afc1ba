import { describe, expect, it } from 'vitest'
import { canBeModified, encodeVirtualKey, modifyText } from './virtual-keys.ts'

const PLAIN = { ctrl: false, alt: false, isApplicationCursor: false }

describe('encodeVirtualKey', () => {
  it('sends arrows as the program in the terminal has asked for', () => {
    expect(encodeVirtualKey('up', PLAIN)).toBe('\x1b[A')
    expect(encodeVirtualKey('left', PLAIN)).toBe('\x1b[D')
    expect(encodeVirtualKey('up', { ...PLAIN, isApplicationCursor: true })).toBe('\x1bOA')
  })

  it('tells modifiers of an arrow, in both modes', () => {
    expect(encodeVirtualKey('right', { ...PLAIN, ctrl: true })).toBe('\x1b[1;5C')
    expect(encodeVirtualKey('down', { ...PLAIN, alt: true, isApplicationCursor: true })).toBe('\x1b[1;3B')
    expect(encodeVirtualKey('left', { ...PLAIN, ctrl: true, alt: true })).toBe('\x1b[1;7D')
  })

  it('sends the others as they are', () => {
    expect(encodeVirtualKey('escape', PLAIN)).toBe('\x1b')
    expect(encodeVirtualKey('tab', PLAIN)).toBe('\t')
    expect(encodeVirtualKey('interrupt', PLAIN)).toBe('\x03')
    for (const key of ['|', '/', '-', '~'] as const) expect(encodeVirtualKey(key, PLAIN)).toBe(key)
  })
})

describe('modifyText', () => {
  it.each([
    ['c', '\x03'],
    ['C', '\x03'],
    ['[', '\x1b'],
    [' ', '\0'],
    ['/', '\x1f'],
    ['é', 'é'],
    ['1', '1'],
  ])('makes Ctrl and %j %j', (text, sent) => {
    expect(modifyText(text, { ctrl: true, alt: false })).toBe(sent)
  })

  it('puts Escape before a character with Alt', () => {
    expect(modifyText('f', { ctrl: false, alt: true })).toBe('\x1bf')
    expect(modifyText('c', { ctrl: true, alt: true })).toBe('\x1b\x03')
  })
})

describe('canBeModified', () => {
  it('is for one typed character', () => {
    for (const text of ['a', ' ', '\r', '😀']) expect(canBeModified(text)).toBe(true)
    for (const text of ['', 'ls -l', '\x1b[A', '\x1b', '\x1b[?1;2c']) expect(canBeModified(text)).toBe(false)
  })
})
