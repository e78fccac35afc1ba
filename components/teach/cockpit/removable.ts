import type { SeatRow } from '../../../server/protocol/cockpit.ts'
import type { SeatId } from '../../../server/protocol/workshop.ts'

/** Whom somebody who clears seats looks for: a script takes seats and seldom works in them. */
export const REMOVABLE = {
  'never-started': 'Have not started',
  'nothing-done': 'Have done no step',
} as const
export type Removable = keyof typeof REMOVABLE

export function removableSeats(seats: readonly SeatRow[], which: Removable): SeatId[] {
  return seats.filter((seat) => IS[which](seat)).map(({ id }) => id)
}

const IS: Record<Removable, (seat: SeatRow) => boolean> = {
  'never-started': ({ status, done }) => (status === 'joined' || status === 'waiting') && done.length === 0,
  'nothing-done': ({ done }) => done.length === 0,
}

/** What somebody has done, in a few words. */
export function standingOf({ status, done }: SeatRow): string {
  if (done.length > 0) return done.length === 1 ? '1 step done' : `${done.length} steps done`
  if (status === 'waiting') return 'waits for a seat'
  return status === 'joined' ? 'has not started' : 'no step done'
}
