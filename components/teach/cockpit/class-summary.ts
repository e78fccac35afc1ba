import type { Column, SeatRow } from '../../../server/protocol/cockpit.ts'

/** What the rows of the heat map have in common. */
export interface ClassSummary {
  /** Participants who count: all but those who wait for a seat. */
  counted: number
  /** By column: how many of them have it done. */
  done: readonly number[]
  /** Where the one in the middle is; null: nobody is there, or they have done all. */
  median: number | null
}

export const NO_SUMMARY: ClassSummary = { counted: 0, done: [], median: null }

export function summariseClass(seats: readonly SeatRow[], columns: readonly Column[]): ClassSummary {
  const counted = seats.filter(isCounted)
  const done = columns.map(() => 0)
  for (const seat of counted) for (const column of seat.done) done[column] = (done[column] ?? 0) + 1
  const places = counted
    .flatMap((seat) => placeOf(seat, columns.length) ?? [])
    .sort((one, other) => one - other)
  const middle = places[Math.floor((places.length - 1) / 2)]
  return {
    counted: counted.length,
    done,
    median: middle === undefined || middle >= columns.length ? null : middle,
  }
}

/** Of those without a session it is not known where they are looking. Null: they have not begun. */
function placeOf({ current, done }: SeatRow, columnCount: number): number | null {
  if (current !== null || done.length === 0) return current
  return done.length >= columnCount ? columnCount : Math.max(...done) + 1
}

export function isCounted({ status }: Pick<SeatRow, 'status'>): boolean {
  return status !== 'waiting'
}
