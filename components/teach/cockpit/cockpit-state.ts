import type { Column, Room, SeatRow, TeachServerMessage } from '../../../server/protocol/cockpit.ts'
import type { ChapterId } from '../../../server/protocol/ids.ts'
import type { SeatId, WorkshopView } from '../../../server/protocol/workshop.ts'
import type { SocketStatus } from '../../session/session-socket.ts'
import type { Presence, TerminalStatus } from '../../session/terminal-channel.ts'
import { NO_SUMMARY, summariseClass, type ClassSummary } from './class-summary.ts'
import type { SeatOrder } from './sort-seats.ts'

export type CockpitPhase =
  | { status: 'loading' }
  /** Nobody is signed in. */
  | { status: 'signed-out' }
  | { status: 'not-found'; message: string }
  | { status: 'unreachable'; message: string }
  | { status: 'open' }

/** How a look into a terminal has ended. `own`: by us. */
export type WatchEnd = 'own' | 'refused' | 'ended'

export interface CockpitState {
  phase: CockpitPhase
  socket: SocketStatus
  /** Of who is signed in; null: not known. */
  myName: string | null
  workshop: WorkshopView | null
  columns: readonly Column[]
  /** Null: the socket has not said anything yet. */
  room: Room | null
  seats: Readonly<Record<SeatId, SeatRow>>
  /** What stands for a name while names are hidden. */
  numbers: Readonly<Record<SeatId, number>>
  summary: ClassSummary
  watchEnds: Readonly<Record<SeatId, WatchEnd>>
  /** The terminal that is being watched. */
  watched: { status: TerminalStatus; presence: Presence | null }
  /** Why the last thing that was clicked did not happen. */
  problem: string | null
  /** Of this screen alone. */
  openSeat: SeatId | null
  areNamesHidden: boolean
  order: SeatOrder
  chosenChapters: Readonly<Record<ChapterId, boolean>>
  /** The row that Tab leads to. */
  cursor: SeatId | null
}

export const NOTHING_WATCHED: CockpitState['watched'] = { status: { status: 'detached' }, presence: null }

export const INITIAL_COCKPIT: CockpitState = {
  phase: { status: 'loading' },
  socket: { status: 'closed' },
  myName: null,
  workshop: null,
  columns: [],
  room: null,
  seats: {},
  numbers: {},
  summary: NO_SUMMARY,
  watchEnds: {},
  watched: NOTHING_WATCHED,
  problem: null,
  openSeat: null,
  areNamesHidden: false,
  order: 'joining',
  chosenChapters: {},
  cursor: null,
}

type StateMessage = Extract<TeachServerMessage, { type: 'cockpit' | 'workshop' | 'room' | 'seats' }>

/** What changes by a message. Seats that have not changed stay the same objects, so that their rows are not drawn. */
export function applyMessage(state: CockpitState, message: StateMessage): Partial<CockpitState> {
  switch (message.type) {
    case 'cockpit': {
      const { workshop, columns, room } = message
      return { workshop, columns, room, ...withSeats({ ...state, columns, seats: {} }, message.seats, []) }
    }
    case 'workshop':
      return { workshop: message.workshop }
    case 'room':
      return { room: message.room }
    case 'seats':
      return withSeats(state, message.changed, message.gone)
  }
}

function withSeats(
  state: CockpitState,
  changed: readonly SeatRow[],
  gone: readonly SeatId[],
): Partial<CockpitState> {
  const seats: Record<SeatId, SeatRow> = { ...state.seats }
  const numbers: Record<SeatId, number> = { ...state.numbers }
  const watchEnds: Record<SeatId, WatchEnd> = { ...state.watchEnds }
  let last = Math.max(0, ...Object.values(numbers))
  for (const seat of [...changed].sort((one, other) => one.joinedAt - other.joinedAt)) {
    numbers[seat.id] ??= ++last
    const end = watchEndOf(seats[seat.id], seat)
    if (end && watchEnds[seat.id] !== 'own') watchEnds[seat.id] = end
    seats[seat.id] = seat
  }
  for (const id of gone) delete seats[id]
  return { seats, numbers, watchEnds, summary: summariseClass(Object.values(seats), state.columns) }
}

function watchEndOf(before: SeatRow | undefined, after: SeatRow): WatchEnd | null {
  if (!before?.watch || after.watch) return null
  return before.watch.status === 'asked' ? 'refused' : 'ended'
}

type Naming = Pick<CockpitState, 'seats' | 'numbers' | 'areNamesHidden'>

/** What a person is called on this screen. */
export function nameOf({ seats, numbers, areNamesHidden }: Naming, id: SeatId): string {
  return areNamesHidden ? `Participant ${numbers[id] ?? ''}` : (seats[id]?.name ?? 'Somebody who has left')
}

/** What the broker says with ids of seats in it, as it is read on this screen. */
export function withNames(state: Naming, text: string): string {
  const ids = Object.keys(state.numbers) as SeatId[]
  return ids.reduce((read, id) => read.replaceAll(id, () => nameOf(state, id)), text)
}

/** All that is in somebody's instances, by instance and number. */
export function terminalsOf(seat: SeatRow) {
  return seat.instances.flatMap(({ name, status, terminals }) =>
    status === 'ready' ? terminals.map((terminal) => ({ instance: name, terminal })) : [],
  )
}
