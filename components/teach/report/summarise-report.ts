import type { Report } from '../../../server/protocol/cockpit.ts'

export interface ReportSummary {
  participants: number
  /** Those who have done anything. */
  begun: number
  /** Those who have done all. */
  finished: number
  /** Of all steps of all participants, in percent; null: nobody was there. */
  donePercent: number | null
  attempts: number
  hints: number
  /** Columns where people tried most often, the worst first; indexes into the columns. */
  hardest: readonly number[]
}

const MAX_HARDEST = 3

export function summariseReport({ columns, steps, seats }: Report): ReportSummary {
  const done = seats.map(({ doneAt }) => doneAt.filter((at) => at !== null).length)
  const all = seats.length * columns.length
  return {
    participants: seats.length,
    begun: done.filter((count) => count > 0).length,
    finished: done.filter((count) => columns.length > 0 && count === columns.length).length,
    donePercent: all === 0 ? null : Math.round((sum(done) / all) * 100),
    attempts: sum(seats.map(({ attempts }) => attempts)),
    hints: sum(seats.map(({ hints }) => hints)),
    hardest: steps
      .map(({ attempts }, index) => ({ attempts, index }))
      .filter(({ attempts }) => attempts > 0)
      .sort((one, other) => other.attempts - one.attempts)
      .slice(0, MAX_HARDEST)
      .map(({ index }) => index),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
