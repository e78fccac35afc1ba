import { decideReap } from '../domain/reap-decision.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Provisioner } from '../ports/provisioner.ts'
import type { Instances } from './instances.ts'
import type { Isolation } from './isolation.ts'
import type { Sessions } from './sessions.ts'

/** How late a session may end, and how long a lost instance may go unnoticed. */
const TICK_MS = 10_000

export interface ReaperOptions {
  sessions: Sessions
  instances: Instances
  isolation: Pick<Isolation, 'refresh'>
  provisioner: Provisioner
  clock: Clock
  log: Logger
}

/** Ends sessions whose time is up, and removes from the lab engine what no open session owns. */
export class Reaper implements Disposable {
  readonly #options: ReaperOptions
  readonly #timer: NodeJS.Timeout
  #isBusy = false

  constructor(options: ReaperOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.#tick(), TICK_MS)
  }

  /** One pass, which also measures the isolation when that has not been done in the engine's present run. Rejects with ENGINE_UNAVAILABLE when the lab engine does not answer. */
  async sweep(): Promise<void> {
    const { sessions, instances, isolation, provisioner, clock, log } = this.#options
    const now = clock.now()
    const expired = sessions.all().filter(({ stored }) => stored.expiresAt <= now)
    await Promise.all(expired.map((session) => sessions.close(session, 'time-up')))
    await sessions.storeEnds()
    const leftovers = await provisioner.leftovers()
    const openSessions = new Set(sessions.known().map(({ stored }) => stored.id))
    for (const sessionId of decideReap(leftovers, { openSessions, now })) {
      log.info({ sessionId }, 'removing what a session has left')
      // One that cannot be removed now must not keep the others.
      await provisioner.destroySession(sessionId).catch((error: unknown) => {
        log.warn({ sessionId, err: error }, 'could not be removed; it is tried again')
      })
    }
    await instances.reconcile()
    // Those that are being made are left alone.
    await provisioner.removeStopped({ includeUnstarted: true })
    // The Hub may be made anew at this moment; sessions without it must not keep the rest from being done.
    await provisioner.reconnectHub().catch((error: unknown) => {
      log.warn({ err: error }, 'the Hub is not in all networks of sessions; it is tried again')
    })
    await isolation.refresh()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  async #tick(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await this.sweep()
    } catch (error) {
      this.#options.log.warn({ err: error }, 'clean-up failed; it is tried again')
    } finally {
      this.#isBusy = false
    }
  }
}
