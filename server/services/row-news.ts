import type { SeatRow } from '../protocol/cockpit.ts'

const MINUTE_MS = 60_000

/**
 * Text that differs when a row is worth telling anew. The time that passes at a step, and the class's median, which
 * moves with each step that anybody does, change the rows of all who are stuck all the time: they are news once a minute.
 */
export function rowNews(row: SeatRow): string {
  const { stuck } = row
  const toMinutes = (ms: number) => Math.floor(ms / MINUTE_MS)
  const inMinutes = stuck && {
    ...stuck,
    sinceMs: toMinutes(stuck.sinceMs),
    usualMs: stuck.usualMs === null ? null : toMinutes(stuck.usualMs),
  }
  return JSON.stringify({ ...row, stuck: inMinutes })
}
