import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { CheckedClock } from '../ports/clock.ts'
import type { WorkshopStore } from '../ports/workshop-store.ts'
import type { AuditLog } from './audit-log.ts'
import type { Instructors } from './instructors.ts'
import type { Workshops } from './workshops.ts'

const INTERVAL_MS = 3_600_000
/** Clocks of one machine drift apart by seconds; by more only where one was set. */
const MAX_AHEAD_MS = 3_600_000

export interface RetentionOptions {
  instructors: Pick<Instructors, 'removeExpired'>
  audit: Pick<AuditLog, 'prune'>
  workshops: Pick<Workshops, 'all' | 'remove'>
  store: Pick<WorkshopStore, 'removeSessions'>
  /** From the end on; 0: for ever. */
  workshopsKeptMs: number
  clock: CheckedClock
  log: Logger
}

/**
 * Removes what is too old: sign-ins and invitations whose time is over, audit entries, workshops that ended long ago, with
 * names and progress, and sessions that are as old and in no workshop.
 */
export class Retention implements Disposable {
  readonly #options: RetentionOptions
  #timer: NodeJS.Timeout | undefined

  constructor(options: RetentionOptions) {
    this.#options = options
  }

  /**
   * Every hour, and not before: a machine that started with its clock far ahead has mostly set it by then, which `prune`
   * sees. Workshops must be there already.
   */
  start(): void {
    const prune = (): void => inBackground(this.prune(), this.#options.log, { about: 'what is too old' })
    clearInterval(this.#timer)
    this.#timer = setInterval(prune, INTERVAL_MS).unref()
  }

  async prune(): Promise<void> {
    const { instructors, audit, workshopsKeptMs, clock, log } = this.#options
    const { wallAheadMs } = clock
    // Behind the machine's, ours removes too little, which is put right by itself.
    if (wallAheadMs < -MAX_AHEAD_MS) {
      log.warn({ wallAheadMs }, 'nothing is removed for its age: the machine’s clock has been set back')
      return
    }
    await instructors.removeExpired()
    await audit.prune()
    if (workshopsKeptMs > 0) await this.#pruneWorkshops(clock.now() - workshopsKeptMs)
  }

  async #pruneWorkshops(before: number): Promise<void> {
    const { workshops, store, clock, log } = this.#options
    for (const workshop of workshops.all()) {
      // One that is deleted goes sooner, or is brought back.
      if (workshop.phase(clock.now()) !== 'ended' || workshop.endsAt >= before) continue
      await workshops.remove(workshop)
      log.info({ workshop: workshop.stored.id }, 'removed: it ended long ago')
    }
    await store.removeSessions(before)
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}
