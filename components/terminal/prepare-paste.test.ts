import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidePaste, preparePaste, summarisePaste } from './prepare-paste.ts'

const BRACKETED = { bracketedPasteMode: true }
const PLAIN = { bracketedPasteMode: false }

describe('preparePaste', () => {
  it('leaves no way out of the brackets', () => {
    expect(preparePaste('a\x1b[201~\nrm -rf ~\n')).toBe('a[201~\nrm -rf ~\n')
    expect(preparePaste('a\x9b201~b\x1b\x1b[201~[201~')).toBe('a201~b[201~[201~')
  })

  it('keeps tabs, and makes all line breaks one kind', () => {
    expect(preparePaste('\tone\r\ntwo\rthree\n')).toBe('\tone\ntwo\nthree\n')
  })

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(preparePaste(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/)
      }),
    )
  })

  it('does not touch other languages and emoji', () => {
    expect(preparePaste('ñ 日本 👩‍🚀 עברית')).toBe('ñ 日本 👩‍🚀 עברית')
  })
})

describe('decidePaste', () => {
  it.each(['one\ntwo', 'one\ntwo\n', '\none', '\n\n'])('asks before %j would run line by line', (text) => {
    expect(decidePaste(text, PLAIN)).toBe('ask')
    expect(decidePaste(text, BRACKETED)).toBe('paste')
  })

  it.each(['', 'one', 'one\n', '\n'])('does not ask about %j', (text) => {
    expect(decidePaste(text, PLAIN)).toBe('paste')
  })
})

it('summarises a paste by its first lines', () => {
  expect(summarisePaste('a\nb\nc\n', 2)).toEqual({ firstLines: ['a', 'b'], lineCount: 3 })
  expect(summarisePaste('\na', 5)).toEqual({ firstLines: ['', 'a'], lineCount: 2 })
})
