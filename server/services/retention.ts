import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { WorkshopStore } from '../ports/workshop-store.ts'
import type { Workshops } from './workshops.ts'

const INTERVAL_MS = 3_600_000

export interface RetentionOptions {
  workshops: Pick<Workshops, 'all' | 'remove'>
  store: Pick<WorkshopStore, 'removeSessions'>
  /** From the end on; 0: for ever. */
  workshopsKeptMs: number
  clock: Clock
  log: Logger
}

/** Removes workshops that ended long ago, with names and progress, and sessions that are as old and in no workshop. */
export class Retention implements Disposable {
  readonly #options: RetentionOptions
  #timer: NodeJS.Timeout | undefined

  constructor(options: RetentionOptions) {
    this.#options = options
  }

  /** Now, and again every hour. Workshops must be there already. */
  start(): void {
    const prune = (): void =>
      inBackground(this.prune(), this.#options.log, { about: 'workshops that ended long ago' })
    clearInterval(this.#timer)
    this.#timer = setInterval(prune, INTERVAL_MS).unref()
    prune()
  }

  async prune(): Promise<void> {
    const { workshops, store, workshopsKeptMs, clock, log } = this.#options
    if (workshopsKeptMs === 0) return
    const before = clock.now() - workshopsKeptMs
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
