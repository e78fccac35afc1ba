import type { RoomState } from '../domain/room.ts'
import type { StoredSeat, StoredWorkshop } from '../ports/workshop-store.ts'
import type { Presentation, Watch } from '../protocol/class.ts'
import type { Column } from '../protocol/cockpit.ts'
import { LabError } from '../protocol/errors.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import { MAX_WAITING, type SeatId, type TeacherRole, type WorkshopPhase } from '../protocol/workshop.ts'
import type { LiveSession } from './live-session.ts'
import type { SeatProgress } from './seat-progress.ts'

export interface LiveSeat {
  stored: StoredSeat
  progress: SeatProgress
}

/** Whose terminal is shown to all, until the signal aborts. */
export interface LivePresentation extends Presentation {
  /** The account of who presents. */
  instructorId: string
  session: LiveSession
  ending: AbortController
}

/** Somebody's look into a seat's terminal, asked for or granted, until the signal aborts. */
export interface LiveWatch extends Watch {
  /** The instructor's account. */
  instructorId: string
  ending: AbortController
}

/** A workshop in memory: who is there, and what goes on. */
export class LiveWorkshop {
  #stored: StoredWorkshop
  readonly columns: readonly Column[]
  /** Those that have not left, in the order of their coming. */
  readonly seats = new Map<SeatId, LiveSeat>()
  readonly #watches = new Map<SeatId, LiveWatch>()
  #presentation: LivePresentation | null = null
  readonly #listeners = new Set<() => void>()
  #isChangePending = false

  constructor(stored: StoredWorkshop, columns: readonly Column[]) {
    this.#stored = stored
    this.columns = columns
  }

  get stored(): StoredWorkshop {
    return this.#stored
  }

  restate(stored: StoredWorkshop): void {
    this.#stored = stored
    this.changed()
  }

  get room(): RoomState {
    return this.#stored.room
  }

  /** By the plan, or when somebody has ended it before. */
  get endsAt(): number {
    const { endedAt, plan } = this.#stored
    return Math.min(endedAt ?? plan.endsAt, plan.endsAt)
  }

  /** From when who has joined is let in. */
  get doorsOpenAt(): number {
    return this.#stored.plan.startsAt - LEAD_MS
  }

  phase(now: number): WorkshopPhase {
    const { deletedAt, endedAt, plan } = this.#stored
    if (deletedAt !== null) return 'deleted'
    if (endedAt !== null || now >= plan.endsAt) return 'ended'
    return now < plan.startsAt ? 'scheduled' : 'open'
  }

  /** For participants: a deleted one may come back, and is over until then. */
  isOver(now: number): boolean {
    const phase = this.phase(now)
    return phase === 'ended' || phase === 'deleted'
  }

  /** Whether those who have joined are let in, and heard. Throws WORKSHOP_NOT_OPEN or WORKSHOP_ENDED. */
  requireDoorsOpen(now: number): void {
    if (this.isOver(now)) throw new LabError('WORKSHOP_ENDED')
    if (now < this.doorsOpenAt) throw new LabError('WORKSHOP_NOT_OPEN')
  }

  /** Undefined: nobody who teaches here. */
  roleOf(instructorId: string | undefined): TeacherRole | undefined {
    return this.#stored.teachers.find((teacher) => teacher.instructorId === instructorId)?.role
  }

  /** Throws SEAT_NOT_FOUND. */
  requireSeat(id: SeatId): LiveSeat {
    const seat = this.seats.get(id)
    if (!seat) throw new LabError('SEAT_NOT_FOUND')
    return seat
  }

  /** In the waiting list, from 1; null: has one of the workshop's seats. */
  waitingPosition(id: SeatId): number | null {
    const index = [...this.seats.keys()].indexOf(id)
    const position = index + 1 - this.#stored.plan.seats
    return position > 0 ? position : null
  }

  get seatedCount(): number {
    return Math.min(this.seats.size, this.#stored.plan.seats)
  }

  /** Throws SEATS_TAKEN when that would be fewer than are taken. */
  requireSeats(wanted: number): void {
    const seated = this.seatedCount
    if (wanted >= seated) return
    const people = seated === 1 ? 'One person is seated' : `${seated} people are seated`
    const detail = `${people}: there must be at least as many seats. To have fewer, remove somebody first.`
    throw new LabError('SEATS_TAKEN', { detail })
  }

  get waitingCount(): number {
    return this.seats.size - this.seatedCount
  }

  /** For one more. Throws CAPACITY_FULL. */
  requireRoomToWait(): void {
    if (this.waitingCount >= MAX_WAITING) throw new LabError('CAPACITY_FULL')
  }

  get watches(): ReadonlyMap<SeatId, LiveWatch> {
    return this.#watches
  }

  /** In the place of the one before, which ends. */
  setWatch(id: SeatId, watch: LiveWatch | null): void {
    const before = this.#watches.get(id)
    if (before && before.ending !== watch?.ending) before.ending.abort()
    if (watch) this.#watches.set(id, watch)
    else this.#watches.delete(id)
    this.changed()
  }

  get presentation(): LivePresentation | null {
    return this.#presentation
  }

  setPresentation(presentation: LivePresentation | null): void {
    this.#presentation?.ending.abort()
    this.#presentation = presentation
    this.changed()
  }

  /** Ends an instructor's looks into terminals, asked for or granted. */
  endLooksOf(instructorId: string): void {
    for (const [seat, watch] of [...this.#watches])
      if (watch.instructorId === instructorId) this.setWatch(seat, null)
  }

  /** The same, and what they present. */
  endAllOf(instructorId: string): void {
    this.endLooksOf(instructorId)
    if (this.#presentation?.instructorId === instructorId) this.setPresentation(null)
  }

  /** Ends what needs the people who are there. */
  stopLooking(): void {
    for (const id of [...this.#watches.keys()]) this.setWatch(id, null)
    this.setPresentation(null)
  }

  /** Called once after each burst of changes. */
  onChanged(listener: () => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  changed(): void {
    if (this.#isChangePending) return
    this.#isChangePending = true
    setImmediate(() => {
      this.#isChangePending = false
      for (const listener of [...this.#listeners]) listener()
    })
  }
}

export function viewWatch({ id, by, mode, status, instance, terminal, since }: LiveWatch): Watch {
  return { id, by, mode, status, instance, terminal, since }
}

export function viewPresentation({ by, instance, terminal }: LivePresentation): Presentation {
  return { by, instance, terminal }
}
