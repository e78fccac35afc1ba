import { KeyedLock } from '../lib/keyed-lock.ts'
import type { Clock } from '../ports/clock.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubMode, HubModes } from '../protocol/hub-mode.ts'
import { requireStillOffered } from './plan-requirements.ts'
import type { SeatInWorkshop } from './seat-index.ts'
import type { OpenedSession, Sessions } from './sessions.ts'
import type { Workshops } from './workshops.ts'

export interface SeatSessionsOptions {
  workshops: Pick<Workshops, 'requireThere'>
  sessions: Sessions
  /** What the machine offers. */
  hubModes: HubModes
  clock: Clock
}

/** Without a token: it was there already. */
export type SeatSession = Pick<OpenedSession, 'session'> & { token?: string }

/** A seat has one session at a time, of its workshop's kind and up to its workshop's end. */
export class SeatSessions {
  readonly #options: SeatSessionsOptions
  readonly #locks = new KeyedLock()

  constructor(options: SeatSessionsOptions) {
    this.#options = options
  }

  /**
   * Throws NO_SEAT, WORKSHOP_NOT_OPEN, WORKSHOP_ENDED, WORKSHOP_FULL or HUB_MODE_NOT_OFFERED unless the seat may have a
   * session now.
   */
  requireAllowed({ workshop, seat }: SeatInWorkshop): void {
    this.#options.workshops.requireThere(seat)
    workshop.requireDoorsOpen(this.#options.clock.now())
    if (workshop.waitingPosition(seat.stored.id) !== null) throw new LabError('WORKSHOP_FULL')
    requireStillOffered(workshop.stored.plan, this.#options)
  }

  /**
   * The seat's session, which `open` makes, in the workshop's mode, when there is none. Throws what `requireAllowed` and
   * `open` throw.
   */
  open(place: SeatInWorkshop, open: (hubMode: HubMode) => Promise<OpenedSession>): Promise<SeatSession> {
    const { workshop, seat } = place
    const seatId = seat.stored.id
    // Two tabs ask at once.
    return this.#locks.run(seatId, async () => {
      const { sessions, clock } = this.#options
      const before = sessions.bySeat(seatId)
      if (before) return { session: before }
      this.requireAllowed(place)
      const opened = await open(workshop.stored.plan.hub)
      const { sessionMinutes, endsAt, maxInstances } = workshop.stored.plan
      const ttlMs = Math.min(sessionMinutes * 60_000, endsAt - clock.now())
      await sessions.seat(opened.session, { seatId, maxInstances, ttlMs })
      try {
        this.#options.workshops.requireThere(seat)
      } catch (error) {
        // Left meanwhile: nothing else would end it.
        await sessions.close(opened.session, 'participant')
        throw error
      }
      opened.session.workshopEndsAt = workshop.stored.plan.endsAt
      seat.progress.follow(opened.session)
      workshop.changed()
      return opened
    })
  }
}
