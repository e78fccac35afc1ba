import { classDurations, type SeatTimes } from '../domain/class-durations.ts'

/**
 * How long each who has done a step took for it, by column. Asked for twice a second, and worked out again only when
 * somebody has begun, has done or undone a step, has come or has left.
 */
export class ClassTimes {
  #madeOf: readonly SeatTimes[] = []
  #byColumn = new Map<number, number[]>()

  byColumn(seats: readonly SeatTimes[]): ReadonlyMap<number, readonly number[]> {
    // `done` is another map whenever it has changed.
    const isSame =
      seats.length === this.#madeOf.length &&
      seats.every(({ startedAt, done }, index) => {
        const before = this.#madeOf[index]!
        return startedAt === before.startedAt && done === before.done
      })
    if (isSame) return this.#byColumn
    this.#madeOf = seats.map(({ startedAt, done }) => ({ startedAt, done }))
    this.#byColumn = new Map()
    for (const own of classDurations(seats)) {
      for (const [column, ms] of own) {
        const all = this.#byColumn.get(column)
        if (all) all.push(ms)
        else this.#byColumn.set(column, [ms])
      }
    }
    return this.#byColumn
  }
}
