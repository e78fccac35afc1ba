import type { Chapter, Lab } from '../domain/lab.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import type { ChapterId, LabId } from '../protocol/ids.ts'

export function createLabCatalog(labs: readonly Lab[]): LabCatalog {
  const chaptersByLab = new Map<LabId, Map<ChapterId, Chapter>>(
    labs.map(({ id, chapters }) => [id, new Map(chapters.map((chapter) => [chapter.id, chapter]))]),
  )
  return {
    labs: () => labs,
    chapter({ lab, chapter }) {
      const chapters = chaptersByLab.get(lab)
      if (!chapters) throw new LabError('LAB_NOT_FOUND')
      const found = chapters.get(chapter)
      if (!found) throw new LabError('CHAPTER_NOT_FOUND')
      return found
    },
  }
}
