import type { ChapterProgress } from '../../server/protocol/checks.ts'
import type { LabSummary } from '../lab/chapter-summary.ts'

export interface ChapterScore {
  key: string
  title: string
  done: number
  checks: number
}

/** The chapters that a participant has begun, in the order of the labs; what is no longer in a lab is left out. */
export function progressByChapter(
  progress: readonly ChapterProgress[],
  labs: readonly LabSummary[],
): ChapterScore[] {
  return labs.flatMap((lab) =>
    lab.chapters.flatMap(({ id, title, checks }) => {
      const done = progress.find((entry) => entry.lab === lab.id && entry.chapter === id)?.done.length ?? 0
      if (done === 0 || checks === 0) return []
      return [{ key: `${lab.id}/${id}`, title, done: Math.min(done, checks), checks }]
    }),
  )
}
