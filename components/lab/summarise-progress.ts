import type { ChapterProgress } from '../../server/protocol/checks.ts'
import type { LabSummary } from './chapter-summary.ts'

/** How much of a lab is done. `isCoreDone`: every check of every chapter that is not optional. */
export function summariseProgress(
  { id, chapters }: Pick<LabSummary, 'id' | 'chapters'>,
  progress: readonly ChapterProgress[],
): { done: number; checks: number; isCoreDone: boolean } {
  let done = 0
  let checks = 0
  let isCoreDone = chapters.some((chapter) => chapter.level === 'core' && chapter.checks > 0)
  for (const chapter of chapters) {
    const entry = progress.find((candidate) => candidate.lab === id && candidate.chapter === chapter.id)
    const doneHere = Math.min(entry?.done.length ?? 0, chapter.checks)
    done += doneHere
    checks += chapter.checks
    if (chapter.level === 'core' && doneHere < chapter.checks) isCoreDone = false
  }
  return { done, checks, isCoreDone }
}
