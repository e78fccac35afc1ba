import type { PublicChapter, PublicLab } from '../../server/protocol/lab.ts'

/** What lists of chapters need: small enough to be sent with every page. */
export interface LabSummary {
  id: string
  title: string
  chapters: ChapterSummary[]
}

export interface ChapterSummary {
  id: string
  title: string
  minutes: number
  level: PublicChapter['level']
  checks: number
}

/** Of the step that is the text before the first heading. */
export const INTRO_ID = 'intro'

export function summariseLab({ id, title, chapters }: PublicLab): LabSummary {
  return {
    id,
    title,
    chapters: chapters.map((chapter) => ({
      id: chapter.id,
      title: chapter.title,
      minutes: chapter.minutes,
      level: chapter.level,
      checks: countChecks(chapter),
    })),
  }
}

export function countChecks({ steps }: PublicChapter): number {
  return steps.reduce((count, { checks }) => count + checks.length, 0)
}

export function chapterPath(lab: string, chapter: string): string {
  return `/labs/${lab}/${chapter}`
}
