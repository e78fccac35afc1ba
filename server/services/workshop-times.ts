import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Presence } from './presence.ts'
import type { Sessions } from './sessions.ts'
import type { Workshops } from './workshops.ts'

const TICK_MS = 2_000
/** How long a deleted workshop can be brought back. */
export const UNDO_MS = 10 * 60_000

export interface WorkshopTimesOptions {
  workshops: Workshops
  sessions: Sessions
  presence: Pick<Presence, 'isHere'>
  clock: Clock
  log: Logger
}

/** What the clock does to workshops: they end, deleted ones go, and sessions are wanted before the start. */
export class WorkshopTimes implements Disposable {
  readonly #options: WorkshopTimesOptions
  readonly #timer: NodeJS.Timeout

  constructor(options: WorkshopTimesOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  tick(): void {
    const { workshops, clock, log, sessions, presence } = this.#options
    const now = clock.now()
    for (const workshop of workshops.all()) {
      for (const [seatId, { progress }] of workshop.seats) {
        const session = sessions.bySeat(seatId)
        progress.look({ isHere: session !== undefined && presence.isHere(session, now - TICK_MS) })
      }
      const about = { workshop: workshop.stored.id }
      const { deletedAt } = workshop.stored
      if (deletedAt !== null && now > deletedAt + UNDO_MS)
        inBackground(workshops.remove(workshop), log, about)
      else if (workshop.phase(now) === 'ended') inBackground(workshops.settle(workshop), log, about)
    }
  }

  /** How many sessions should be ready: of those who will come soon. */
  expectedSessions(): number {
    const { workshops, clock, sessions } = this.#options
    const now = clock.now()
    return workshops
      .all()
      .filter(({ stored: { plan, endedAt, deletedAt }, doorsOpenAt }) => {
        // Only such sessions can be made beforehand.
        if (plan.hub !== sessions.defaultHubMode) return false
        const isSoon = now >= doorsOpenAt && now < plan.endsAt
        return plan.preparesAhead && isSoon && endedAt === null && deletedAt === null
      })
      .reduce((sum, { stored, seats }) => {
        const begun = [...seats.keys()].filter((id) => sessions.bySeat(id)).length
        return sum + Math.max(0, stored.plan.seats - begun)
      }, 0)
  }
}
