import { noteFor, withAnswer, withHand, withoutNote } from '../domain/room.ts'
import type { Clock } from '../ports/clock.ts'
import type { ClassItemId } from '../protocol/class.ts'
import { LabError } from '../protocol/errors.ts'
import type { AuditLog } from './audit-log.ts'
import type { LivePresentation } from './live-workshop.ts'
import type { SeatInWorkshop } from './seat-index.ts'
import type { Workshops } from './workshops.ts'

export interface ClassPartOptions {
  workshops: Workshops
  audit: Pick<AuditLog, 'record'>
  clock: Clock
}

/** What participants do in their workshop, beside their work. */
export class ClassPart {
  readonly #options: ClassPartOptions

  constructor(options: ClassPartOptions) {
    this.#options = options
  }

  /**
   * Also of who has no session, or waits for a seat: that it does not start is what they may need help with. Throws
   * WORKSHOP_NOT_OPEN or WORKSHOP_ENDED when nobody is there to see it.
   */
  raiseHand({ workshop, seat }: SeatInWorkshop, isRaised: boolean): void {
    const { workshops, clock } = this.#options
    if (isRaised) workshop.requireDoorsOpen(clock.now())
    const raisedAt = isRaised ? clock.now() : null
    workshops.setRoom(workshop, withHand(workshop.room, seat.stored.id, raisedAt))
  }

  /** Throws ITEM_GONE. */
  answerPoll({ workshop, seat }: SeatInWorkshop, answer: { poll: ClassItemId; option: number }): void {
    const room = withAnswer(workshop.room, seat.stored.id, answer)
    if (!room) throw new LabError('ITEM_GONE')
    this.#options.workshops.setRoom(workshop, room)
  }

  dismissNote({ workshop, seat }: SeatInWorkshop, note: ClassItemId): void {
    this.#options.workshops.setRoom(workshop, withoutNote(workshop.room, seat.stored.id, note))
  }

  /** What an instructor has offered to run. Throws ITEM_GONE. */
  offeredCommand({ workshop, seat }: SeatInWorkshop, note: ClassItemId): string {
    const command = noteFor(workshop.room, seat.stored.id, note)?.command
    if (command === undefined || command === null) throw new LabError('ITEM_GONE')
    return command
  }

  /** Consents to a look into the terminal, or refuses, or ends one. Throws ITEM_GONE. */
  answerWatch(
    { workshop, seat }: SeatInWorkshop,
    { watch: id, isGranted }: { watch: ClassItemId; isGranted: boolean },
  ): void {
    const seatId = seat.stored.id
    const watch = workshop.watches.get(seatId)
    if (watch?.id !== id) throw new LabError('ITEM_GONE')
    if (!isGranted) return workshop.setWatch(seatId, null)
    if (watch.status === 'granted') return
    const { clock, audit } = this.#options
    workshop.setWatch(seatId, { ...watch, status: 'granted', since: clock.now() })
    const record = (act: string): void =>
      audit.record({
        role: 'instructor',
        address: null,
        act,
        target: `${workshop.stored.id} ${seatId} ${watch.by}`,
        result: 'done',
      })
    record(`terminal.${watch.mode}-begun`)
    watch.ending.signal.addEventListener('abort', () => record(`terminal.${watch.mode}-ended`), {
      once: true,
    })
  }

  setOnWall(place: SeatInWorkshop, isOnWall: boolean): Promise<void> {
    return this.#options.workshops.setOnWall(place, isOnWall)
  }

  /** Throws ITEM_GONE. */
  requirePresentation({ workshop }: SeatInWorkshop): LivePresentation {
    if (!workshop.presentation) throw new LabError('ITEM_GONE')
    return workshop.presentation
  }
}
