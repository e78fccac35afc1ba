import { describe, expect, it } from 'vitest'
import { chapterIdSchema } from '../../server/protocol/ids.ts'
import { someClass } from '../../server/testing/some-class.ts'
import { isLeftOut } from './is-left-out.ts'

const chapters = [chapterIdSchema.parse('first')]

describe('chapters', () => {
  const lab = someClass.lab
  it('that the class does not do are left out, of its lab only', () => {
    const view = { ...someClass, chapters }
    expect(isLeftOut(view, { lab, chapter: 'second' })).toBe(true)
    expect(isLeftOut(view, { lab, chapter: 'first' })).toBe(false)
    expect(isLeftOut(view, { lab: 'another', chapter: 'second' })).toBe(false)
  })

  it('are all in when the class does all, and without a class', () => {
    expect(isLeftOut(someClass, { lab, chapter: 'second' })).toBe(false)
    expect(isLeftOut(null, { lab, chapter: 'second' })).toBe(false)
  })
})
