import { classDurations } from '../domain/class-durations.ts'
import { median } from '../domain/class-progress.ts'
import type { Report } from '../protocol/cockpit.ts'
import type { WorkshopView } from '../protocol/workshop.ts'
import type { LiveSeat, LiveWorkshop } from './live-workshop.ts'

/** Of what a check said most often. */
const MAX_REASONS = 3

/** How a class went, step by step and seat by seat. */
export function reportOn(workshop: LiveWorkshop, view: WorkshopView): Report {
  const seats = [...workshop.seats.values()]
  const durations = classDurations(seats.map(({ progress }) => progress))
  return {
    workshop: view,
    columns: [...workshop.columns],
    steps: workshop.columns.map((_, column) => {
      const took = durations.flatMap((own) => own.get(column) ?? [])
      const steps = seats.flatMap(({ progress }) => progress.steps.get(column) ?? [])
      return {
        done: took.length,
        medianMs: median(took),
        slowestMs: took.length > 0 ? Math.max(...took) : null,
        attempts: sum(steps.map(({ attempts }) => attempts)),
        hints: sum(steps.map(({ hints }) => hints)),
        reasons: mostOften(steps.map(({ reasons }) => reasons)),
      }
    }),
    seats: seats.map((seat) => ({
      name: seat.stored.name,
      joinedAt: seat.stored.joinedAt,
      attempts: sum(stepsOf(seat).map(({ attempts }) => attempts)),
      hints: sum(stepsOf(seat).map(({ hints }) => hints)),
      doneAt: workshop.columns.map((_, column) => seat.progress.done.get(column) ?? null),
    })),
  }
}

/** RFC 4180, with a header; times as ISO 8601 in UTC. */
export function reportAsCsv({ columns, seats }: Report): string {
  const header = [
    'name',
    'joined',
    'attempts',
    'hints',
    ...columns.map((one) => `${one.chapter}/${one.check}`),
  ]
  const rows = seats.map(({ name, joinedAt, attempts, hints, doneAt }) => [
    name,
    new Date(joinedAt).toISOString(),
    String(attempts),
    String(hints),
    ...doneAt.map((at) => (at === null ? '' : new Date(at).toISOString())),
  ])
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** Spreadsheets run what begins like a formula, and names are what participants have typed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

function stepsOf({ progress }: LiveSeat) {
  return [...progress.steps.values()]
}

function mostOften(counts: readonly Record<string, number>[]): { reason: string; count: number }[] {
  const all = new Map<string, number>()
  for (const own of counts)
    for (const [reason, count] of Object.entries(own)) all.set(reason, (all.get(reason) ?? 0) + count)
  return [...all]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_REASONS)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
