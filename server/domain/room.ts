import { MAX_NOTES, type ClassItemId, type ClassNote, type ClassView, type Pace } from '../protocol/class.ts'
import type { Room } from '../protocol/cockpit.ts'
import type { SeatId } from '../protocol/workshop.ts'

/** What those in a workshop have in common, as it is kept. All functions return a new room. */
export interface RoomState {
  pace: Pace | null
  poll: RoomPoll | null
  timer: { label: string; endsAt: number } | null
  eyesFront: { text: string; since: number } | null
  /** The newest last. */
  notes: readonly RoomNote[]
  /** Since when each is raised. */
  hands: Readonly<Record<SeatId, number>>
}

interface RoomPoll {
  id: ClassItemId
  question: string
  options: string[]
  isOpen: boolean
  isShared: boolean
  /** The number of the option. */
  answers: Readonly<Record<SeatId, number>>
}

export type RoomNote = Omit<ClassNote, 'isPersonal'> & {
  /** Null: to all. */
  to: SeatId | null
  dismissedBy: readonly SeatId[]
}

export const EMPTY_ROOM: RoomState = {
  pace: null,
  poll: null,
  timer: null,
  eyesFront: null,
  notes: [],
  hands: {},
}

/** Of a workshop, to all and to single ones: enough for a day. */
const MAX_ROOM_NOTES = 300

export function withNote(room: RoomState, note: Omit<RoomNote, 'dismissedBy'>): RoomState {
  return { ...room, notes: [...room.notes, { ...note, dismissedBy: [] }].slice(-MAX_ROOM_NOTES) }
}

/** The note, if it is for that seat and was not put away. */
export function noteFor(room: RoomState, seat: SeatId, id: ClassItemId): RoomNote | undefined {
  return room.notes.find((note) => note.id === id && isFor(note, seat))
}

export function withoutNote(room: RoomState, seat: SeatId, id: ClassItemId): RoomState {
  const notes = room.notes.map((note) =>
    note.id === id && isFor(note, seat) ? { ...note, dismissedBy: [...note.dismissedBy, seat] } : note,
  )
  return { ...room, notes }
}

/**
 * Null lowers it. No two hands have the same time, so that their order is the same wherever it is told: who comes in
 * the same millisecond, or after the clock went back, comes after those who are there.
 */
export function withHand(room: RoomState, seat: SeatId, raisedAt: number | null): RoomState {
  const { [seat]: before, ...others } = room.hands
  if (raisedAt === null) return { ...room, hands: others }
  const next = Math.max(raisedAt, ...Object.values(others).map((at) => at + 1))
  return { ...room, hands: { ...others, [seat]: before ?? next } }
}

/** `undefined`: there is no such poll, or option, or it is closed. */
export function withAnswer(
  room: RoomState,
  seat: SeatId,
  { poll: id, option }: { poll: ClassItemId; option: number },
): RoomState | undefined {
  const { poll } = room
  if (poll?.id !== id || !poll.isOpen || option >= poll.options.length) return undefined
  return { ...room, poll: { ...poll, answers: { ...poll.answers, [seat]: option } } }
}

/** Without what somebody did who has left. */
export function withoutSeat(room: RoomState, seat: SeatId): RoomState {
  const lowered = withHand(room, seat, null)
  const { poll } = lowered
  if (!poll) return lowered
  const { [seat]: _answer, ...answers } = poll.answers
  return { ...lowered, poll: { ...poll, answers } }
}

/** When the class is over: no hand is up, no timer runs, and the question is closed. The same room, if it was so before. */
export function afterClass(room: RoomState): RoomState {
  const { timer, eyesFront, hands, poll } = room
  if (!timer && !eyesFront && !poll?.isOpen && Object.keys(hands).length === 0) return room
  return { ...room, timer: null, eyesFront: null, hands: {}, poll: poll && { ...poll, isOpen: false } }
}

type SharedView = Pick<ClassView, 'pace' | 'hand' | 'poll' | 'timer' | 'eyesFront' | 'notes'>

/** The room as one participant sees it: never what others have answered, asked or been told. */
export function roomForSeat(room: RoomState, seat: SeatId): SharedView {
  const { poll, hands } = room
  const raisedAt = hands[seat]
  return {
    pace: room.pace,
    hand: raisedAt === undefined ? null : { raisedAt, position: positionOf(hands, raisedAt) },
    poll: poll && {
      ...publicPoll(poll),
      counts: !poll.isOpen && poll.isShared ? countAnswers(poll) : null,
      mine: poll.answers[seat] ?? null,
    },
    timer: room.timer,
    eyesFront: room.eyesFront,
    notes: room.notes
      .filter((note) => isFor(note, seat))
      .slice(-MAX_NOTES)
      .map(({ to, dismissedBy: _, ...note }) => ({ ...note, isPersonal: to !== null })),
  }
}

/** The room as its instructors see it. */
export function roomForTeachers(
  room: RoomState,
  nameOf: (seat: SeatId) => string | null,
): Omit<Room, 'presentation'> {
  return {
    pace: room.pace,
    poll: room.poll && { ...publicPoll(room.poll), counts: countAnswers(room.poll) },
    timer: room.timer,
    eyesFront: room.eyesFront,
    sent: room.notes.slice(-MAX_NOTES).map(({ to, dismissedBy: _, ...note }) => ({
      ...note,
      isPersonal: to !== null,
      to: to === null ? null : nameOf(to),
    })),
  }
}

function isFor({ to, dismissedBy }: RoomNote, seat: SeatId): boolean {
  return (to === null || to === seat) && !dismissedBy.includes(seat)
}

function positionOf(hands: RoomState['hands'], raisedAt: number): number {
  return Object.values(hands).filter((at) => at < raisedAt).length + 1
}

function publicPoll({ id, question, options, isOpen }: RoomPoll) {
  return { id, question, options, isOpen }
}

function countAnswers({ options, answers }: RoomPoll): number[] {
  const given = Object.values(answers)
  return options.map((_, option) => given.filter((answer) => answer === option).length)
}
