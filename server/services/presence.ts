import type { Clock } from '../ports/clock.ts'
import type { LiveSession } from './live-session.ts'

interface Signs {
  tabs: number
  /** When a page, or another client, was last heard of. Milliseconds since the epoch. */
  seenAt: number
  /** When somebody last did something. */
  usedAt: number
}

/** Whether there is somebody at the other end: what tells waiting rooms and idle sessions. Not kept over a restart. */
export class Presence {
  readonly #clock: Clock
  readonly #signs = new WeakMap<LiveSession, Signs>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A tab is open until this is disposed of. */
  enter(session: LiveSession): Disposable {
    const signs = this.#of(session)
    signs.tabs++
    return {
      [Symbol.dispose]: () => {
        signs.tabs--
        this.seen(session)
      },
    }
  }

  /** A client asked for something, maybe by itself. */
  seen(session: LiveSession): void {
    this.#of(session).seenAt = this.#clock.now()
  }

  /** Somebody did something: typed, clicked, looked around. */
  used(session: LiveSession): void {
    this.#of(session).usedAt = this.#clock.now()
    session.idleEndsAt = null
  }

  /** A tab is open, or was heard of since then. */
  isHere(session: LiveSession, since: number): boolean {
    const { tabs, seenAt } = this.#of(session)
    return tabs > 0 || seenAt > since
  }

  lastUsedAt(session: LiveSession): number {
    return this.#of(session).usedAt
  }

  #of(session: LiveSession): Signs {
    const known = this.#signs.get(session)
    if (known) return known
    // Opened just now, or found at the broker's start: its participant gets the whole time to come back.
    const now = this.#clock.now()
    const signs = { tabs: 0, seenAt: now, usedAt: now }
    this.#signs.set(session, signs)
    return signs
  }
}
