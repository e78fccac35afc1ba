import { describe, expect, it, vi } from 'vitest'
import { StickyModifiers } from './sticky-modifiers.ts'

describe('StickyModifiers', () => {
  it('holds for the next key only', () => {
    const modifiers = new StickyModifiers()
    modifiers.toggle('ctrl')
    expect(modifiers.held()).toEqual({ ctrl: true, alt: false })
    expect(modifiers.apply('c')).toBe('\x03')
    expect(modifiers.held()).toEqual({ ctrl: false, alt: false })
    expect(modifiers.apply('c')).toBe('c')
  })

  it('is let go by a second tap', () => {
    const modifiers = new StickyModifiers()
    modifiers.toggle('alt')
    modifiers.toggle('alt')
    expect(modifiers.apply('f')).toBe('f')
  })

  it('waits through pastes and what the terminal answers by itself', () => {
    const modifiers = new StickyModifiers()
    modifiers.toggle('ctrl')
    expect(modifiers.apply('\x1b[?1;2c')).toBe('\x1b[?1;2c')
    expect(modifiers.apply('pasted text')).toBe('pasted text')
    expect(modifiers.apply('d')).toBe('\x04')
  })

  it('tells when it changes', () => {
    const modifiers = new StickyModifiers()
    const changed = vi.fn()
    const stop = modifiers.subscribe(changed)
    modifiers.toggle('ctrl')
    modifiers.apply('x')
    stop()
    modifiers.toggle('alt')
    expect(changed).toHaveBeenCalledTimes(2)
  })
})
