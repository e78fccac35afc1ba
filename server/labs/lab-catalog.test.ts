import { describe, expect, it } from 'vitest'
import { chapterIdSchema, labIdSchema } from '../protocol/ids.ts'
import { chapterOf } from './chapter-under-test.ts'
import { createLabCatalog } from './lab-catalog.ts'

describe('lab catalogue', () => {
  const chapter = chapterOf('Text.')
  const lab = labIdSchema.parse('x')
  const catalog = createLabCatalog([{ id: lab, title: 'X', summary: 'Y', chapters: [chapter] }])

  it('finds a chapter by its lab and id', () => {
    expect(catalog.chapter({ lab, chapter: chapter.id })).toBe(chapter)
  })

  it('tells an unknown lab from an unknown chapter', () => {
    const other = labIdSchema.parse('other')
    expect(() => catalog.chapter({ lab: other, chapter: chapter.id })).toThrow(
      expect.objectContaining({ code: 'LAB_NOT_FOUND' }),
    )
    expect(() => catalog.chapter({ lab, chapter: chapterIdSchema.parse('other') })).toThrow(
      expect.objectContaining({ code: 'CHAPTER_NOT_FOUND' }),
    )
  })
})
