import type { DoneCheck } from '../../server/protocol/checks.ts'
import type { PublicLab } from '../../server/protocol/lab.ts'

/** What of a lab can be verified: steps that have checks. */
export interface CertifiedLab {
  id: string
  title: string
  chapters: CertifiedChapter[]
}

export interface CertifiedChapter {
  id: string
  title: string
  isOptional: boolean
  steps: { id: string; title: string; checks: string[] }[]
}

export function describeLab({ id, title, chapters }: PublicLab): CertifiedLab {
  return {
    id,
    title,
    chapters: chapters
      .map((chapter) => ({
        id: chapter.id,
        title: chapter.title,
        isOptional: chapter.level === 'optional',
        steps: chapter.steps
          .filter(({ checks }) => checks.length > 0)
          .map((step) => ({ id: step.id, title: step.title, checks: step.checks.map((check) => check.id) })),
      }))
      .filter(({ steps }) => steps.length > 0),
  }
}

export interface VerifiedChapter extends Omit<CertifiedChapter, 'steps'> {
  /** `doneAt`: when the last of its checks was done, in ms since the epoch; null: not all are. */
  steps: { id: string; title: string; doneAt: number | null }[]
}

export interface Verification {
  chapters: VerifiedChapter[]
  verified: number
  total: number
  /** Every step of every chapter that is not optional. */
  isCoreDone: boolean
  /** When the last verified step was done; null: none is. */
  lastDoneAt: number | null
}

/** A step is verified when each of its checks is done. */
export function verify(lab: CertifiedLab, progress: readonly DoneCheck[]): Verification {
  const times = new Map(
    progress
      .filter((done) => done.lab === lab.id)
      .map(({ chapter, check, doneAt }) => [`${chapter}/${check}`, doneAt]),
  )
  const chapters = lab.chapters.map((chapter): VerifiedChapter => ({
    ...chapter,
    steps: chapter.steps.map(({ id, title, checks }) => {
      const doneAt = checks.map((check) => times.get(`${chapter.id}/${check}`))
      const isDone = doneAt.every((time) => time !== undefined)
      return { id, title, doneAt: isDone ? Math.max(...doneAt) : null }
    }),
  }))
  const steps = chapters.flatMap((chapter) => chapter.steps)
  const done = steps.flatMap(({ doneAt }) => (doneAt === null ? [] : [doneAt]))
  return {
    chapters,
    verified: done.length,
    total: steps.length,
    isCoreDone:
      steps.length > 0 &&
      chapters.every(
        ({ isOptional, steps: own }) => isOptional || own.every(({ doneAt }) => doneAt !== null),
      ),
    lastDoneAt: done.length > 0 ? Math.max(...done) : null,
  }
}
