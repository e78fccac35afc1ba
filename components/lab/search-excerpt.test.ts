import { describe, expect, it } from 'vitest'
import { excerptOf, markWords } from './search-excerpt.ts'

const TEXT = `${'word '.repeat(60)}docker login ${'tail '.repeat(60)}`
const join = (parts: { text: string }[]) => parts.map(({ text }) => text).join('')

describe('excerptOf', () => {
  it('shows the place where a word was found, with a little of what is before it', () => {
    const parts = excerptOf(TEXT, ['login'])
    expect(join(parts)).toMatch(/^… .*docker login .* …$/)
    expect(parts.filter(({ isMatch }) => isMatch)).toEqual([{ text: 'login', isMatch: true }])
  })

  it('begins at the beginning when the words are only in the heading', () => {
    expect(join(excerptOf('Short text.', ['elsewhere']))).toBe('Short text.')
  })

  it('takes what was found for text, not for a pattern', () => {
    expect(markWords('a (b) c', ['(b)'])).toContainEqual({ text: '(b)', isMatch: true })
  })
})
