import { describe, expect, it } from 'vitest'
import { readShare, shareAfterKey, shareAt } from './split-share.ts'

describe('the border between two halves', () => {
  it('never leaves one of them without room', () => {
    expect(shareAt(10, 1000)).toBe(25)
    expect(shareAt(990, 1000)).toBe(75)
    expect(shareAfterKey('ArrowLeft', 26)).toBe(25)
  })

  it('follows the pointer and the arrows', () => {
    expect(shareAt(431, 1000)).toBe(43.1)
    expect(shareAfterKey('ArrowRight', 50)).toBe(55)
    expect(shareAfterKey('a', 50)).toBeUndefined()
  })

  it('stands in the middle when nothing sensible is remembered', () => {
    expect(readShare('{"panel-chapter":40}')).toBe(50)
    expect(readShare('99')).toBe(75)
  })
})
