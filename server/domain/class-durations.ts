import { stepDurations } from './class-progress.ts'

/**
 * Longer than all but the hardest steps take, and shorter than a lunch. Whoever works on while the others have a break
 * counts that much, too.
 */
export const COUNTED_PAUSE_MS = 30 * 60_000

export interface SeatTimes {
  /** When the seat's first session was opened; null: nobody has begun. */
  startedAt: number | null
  /** When each column was done. */
  done: ReadonlyMap<number, number>
}

/**
 * How long each of a class took for each step: since the one done before it, or since the start, without breaks. When
 * for COUNTED_PAUSE_MS nobody in the class has begun or done a step, the class has stopped: the rest of that pause,
 * a lunch or a night, counts for nobody. It needs only what is stored, so a restart changes nothing.
 */
export function classDurations(seats: readonly SeatTimes[]): Map<number, number>[] {
  const counted = countedTimes(seats)
  return seats.map(({ startedAt, done }) => {
    if (startedAt === null) return new Map<number, number>()
    const doneAfter = [...done].map(([column, at]): [number, number] => [column, counted.get(at)!])
    return stepDurations(new Map(doneAfter), counted.get(startedAt)!)
  })
}

/** Of each sign that the class works: how much time had counted by then. */
function countedTimes(seats: readonly SeatTimes[]): ReadonlyMap<number, number> {
  const signs = seats.flatMap(({ startedAt, done }) =>
    startedAt === null ? [...done.values()] : [startedAt, ...done.values()],
  )
  const counted = new Map<number, number>()
  let sum = 0
  let before: number | undefined
  for (const at of Float64Array.from(signs).sort()) {
    sum += Math.min(at - (before ?? at), COUNTED_PAUSE_MS)
    counted.set(at, sum)
    before = at
  }
  return counted
}
