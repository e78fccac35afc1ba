import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionKey } from '../ports/store.ts'
import type { LastScreen, LastScreens as Answer } from '../protocol/last-screens.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { LiveSession } from './live-session.ts'
import { screenText } from './screen-text.ts'
import type { Sessions } from './sessions.ts'
import type { Terminals } from './terminals.ts'

/** How long whoever had the session can read what its terminals showed. */
export const KEPT_MS = 3_600_000
/** Most sessions whose screens are kept: three classes. The oldest go first. */
const MAX_KEPT = 200
/** Of each terminal's output: enough for a screen in any program, parsed in a millisecond or two. */
const RECENT_BYTES = 64 * 1024

export interface LastScreensOptions {
  sessions: Sessions
  terminals: Pick<Terminals, 'recentOutput'>
  clock: Clock
  log: Logger
}

interface Kept {
  /** Of a workshop, whose participant may look from another browser. */
  seatId: SeatId | null
  until: number
  screens: Promise<LastScreen[]>
}

/**
 * What terminals showed when their session ended without its participant's doing. In memory only: people type secrets
 * into terminals, and what was never written down need not be erased.
 */
export class LastScreens implements Disposable {
  readonly #options: LastScreensOptions
  readonly #subscription: Disposable
  /** By the hash of the session's token, the oldest first. */
  readonly #kept = new Map<string, Kept>()

  constructor(options: LastScreensOptions) {
    this.#options = options
    this.#subscription = options.sessions.onClosing((session, by) => {
      this.#forgetSeat(session.stored.seatId)
      if (by !== 'participant') this.#keep(session)
    })
  }

  /** Of the session that the caller had last. Nothing while there is another. */
  async read(key: SessionKey | undefined): Promise<Answer> {
    this.#forgetOld()
    const kept = key && !this.#options.sessions.byKey(key) ? this.#of(key) : undefined
    if (!kept) return { screens: [], keptUntil: null }
    return { screens: await kept.screens, keptUntil: kept.until }
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]()
    this.#kept.clear()
  }

  #of(key: SessionKey): Kept | undefined {
    if ('tokenHash' in key) return this.#kept.get(key.tokenHash)
    return [...this.#kept.values()].find(({ seatId }) => seatId === key.seatId)
  }

  /** Of a seat's sessions the last one alone is shown. */
  #forgetSeat(seat: SeatId | null): void {
    if (seat === null) return
    for (const [hash, { seatId }] of this.#kept) if (seatId === seat) this.#kept.delete(hash)
  }

  #keep(session: LiveSession): void {
    const { terminals, clock, log } = this.#options
    this.#forgetOld()
    for (const hash of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size + 1 - MAX_KEPT)))
      this.#kept.delete(hash)
    const screens = Promise.all(
      terminals
        .recentOutput(session, RECENT_BYTES)
        .map(async ({ output, ...about }) => ({ ...about, text: await screenText(output) })),
    )
      .then((all) => all.filter(({ text }) => text !== ''))
      .catch((error: unknown) => {
        log.warn({ sessionId: session.stored.id, err: error }, 'last screens not kept')
        return []
      })
    const { tokenHash, seatId } = session.stored
    this.#kept.set(tokenHash, { seatId, until: clock.now() + KEPT_MS, screens })
  }

  #forgetOld(): void {
    const now = this.#options.clock.now()
    for (const [hash, { until }] of this.#kept) if (until <= now) this.#kept.delete(hash)
  }
}
