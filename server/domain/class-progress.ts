import type { Column, Stuck } from '../protocol/cockpit.ts'
import type { ChapterId, CheckId } from '../protocol/ids.ts'
import type { Lab } from './lab.ts'

/** Where the participants of a workshop are, and who may need help. Times are milliseconds since the epoch. */

/** Nobody is called stuck before: reading takes time, too. */
export const LEAST_SLOW_MS = 4 * 60_000
/** Slow: that many times what the class took for the same step. */
const SLOW_FACTOR = 2
/** Fewer have done the step: no median to speak of. */
const LEAST_DONE = 3
/** Without a class to compare with. */
export const ALONE_SLOW_MS = 15 * 60_000
/** The same words of a check, each time after a command that ended with an error. */
export const SAME_FAILURES = 4
/** Commands in a row that ended with an error. */
export const SAME_ERRORS = 5

/** The checks that a class does, in the order of the lab. `chapters` empty: all. */
export function columnsOf(lab: Lab, chapters: readonly ChapterId[]): Column[] {
  return lab.chapters
    .filter(({ id }) => chapters.length === 0 || chapters.includes(id))
    .flatMap((chapter) =>
      chapter.steps.flatMap((step) =>
        step.checks.map((check) => ({
          chapter: chapter.id,
          chapterTitle: chapter.title,
          step: step.id,
          stepTitle: step.title,
          check,
        })),
      ),
    )
}

export function columnKey(chapter: ChapterId, check: CheckId): string {
  return `${chapter}/${check}`
}

/** The step somebody is at: the first that is not done in the chapter in view, or else after the last that is done. */
export function currentColumn(
  columns: readonly Column[],
  done: ReadonlyMap<number, number>,
  viewed: ChapterId | null,
): number | null {
  const isOpen = (index: number): boolean => !done.has(index)
  const inView = columns.findIndex(({ chapter }, index) => chapter === viewed && isOpen(index))
  if (inView >= 0) return inView
  const last = Math.max(-1, ...done.keys())
  const after = columns.findIndex((_, index) => index > last && isOpen(index))
  if (after >= 0) return after
  const any = columns.findIndex((_, index) => isOpen(index))
  return any < 0 ? null : any
}

/** How long somebody took for a step: since the one done before it, or since the start. */
export function stepDurations(done: ReadonlyMap<number, number>, startedAt: number): Map<number, number> {
  const durations = new Map<number, number>()
  let before = startedAt
  for (const [column, at] of [...done].sort(([, a], [, b]) => a - b)) {
    durations.set(column, Math.max(0, at - before))
    before = at
  }
  return durations
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** What was seen of somebody at the step that they are at. */
export interface Attempting {
  column: number
  /** Since when they are at it, without the time that no page was open. */
  sinceMs: number
  /** What the check says now, and how often it has said just that. */
  reason: string | null
  sameFailures: number
  /** Commands in a row that ended with an error. */
  errorsInRow: number
}

/** Null: nothing looks wrong. `classMs`: what those took who have done the step. */
export function decideStuck(
  { column, sinceMs, reason, sameFailures, errorsInRow }: Attempting,
  classMs: readonly number[],
): Stuck | null {
  const usualMs = classMs.length >= LEAST_DONE ? median(classMs) : null
  const common = { column, sinceMs, usualMs, reason }
  if (sameFailures >= SAME_FAILURES) return { ...common, kind: 'same-failure', count: sameFailures }
  if (errorsInRow >= SAME_ERRORS) return { ...common, kind: 'same-error', count: errorsInRow }
  const patienceMs = usualMs === null ? ALONE_SLOW_MS : Math.max(LEAST_SLOW_MS, usualMs * SLOW_FACTOR)
  return sinceMs > patienceMs ? { ...common, kind: 'slow', count: 0 } : null
}
