import type { Chapter, Lab } from '../domain/lab.ts'
import type { ChapterId, LabId } from '../protocol/ids.ts'

/** The labs that this server offers, parsed and validated at start. */
export interface LabCatalog {
  labs(): readonly Lab[]
  /** Throws LAB_NOT_FOUND or CHAPTER_NOT_FOUND. */
  chapter(ids: { lab: LabId; chapter: ChapterId }): Chapter
}
