import type { SeatRow } from '../../../server/protocol/cockpit.ts'
import type { SeatId } from '../../../server/protocol/workshop.ts'

export const SEAT_ORDERS = { joining: 'By joining', progress: 'By progress', stuck: 'Stuck first' } as const
export type SeatOrder = keyof typeof SEAT_ORDERS

/** Who waits for a seat comes last, whatever the order. */
export function sortSeats(seats: readonly SeatRow[], order: SeatOrder): SeatId[] {
  return [...seats]
    .sort(
      (one, other) =>
        Number(one.status === 'waiting') - Number(other.status === 'waiting') ||
        compare(one, other, order) ||
        one.joinedAt - other.joinedAt ||
        one.name.localeCompare(other.name),
    )
    .map(({ id }) => id)
}

function compare(one: SeatRow, other: SeatRow, order: SeatOrder): number {
  switch (order) {
    case 'joining':
      return 0
    case 'progress':
      return other.done.length - one.done.length
    case 'stuck':
      return need(other) - need(one) || (other.stuck?.sinceMs ?? 0) - (one.stuck?.sinceMs ?? 0)
  }
}

/** Whoever has asked for help needs it at least as much as whoever seems to. */
function need({ stuck, hand }: SeatRow): number {
  return (stuck ? 1 : 0) + (hand === null ? 0 : 2)
}

/** Raised hands, the first one first. */
export function handsInOrder(seats: readonly SeatRow[]): SeatId[] {
  return seats
    .filter(({ hand }) => hand !== null)
    .sort((one, other) => (one.hand ?? 0) - (other.hand ?? 0))
    .map(({ id }) => id)
}

/** Those who seem stuck and have not raised a hand, the longest first. */
export function stuckInOrder(seats: readonly SeatRow[]): SeatId[] {
  return seats
    .filter(({ stuck, hand }) => stuck !== null && hand === null)
    .sort((one, other) => (other.stuck?.sinceMs ?? 0) - (one.stuck?.sinceMs ?? 0))
    .map(({ id }) => id)
}
