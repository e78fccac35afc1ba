import { LabError } from '../protocol/errors.ts'
import type { LiveSession } from './live-session.ts'

/** How many of a kind one session may have under way. */
export class SessionSlots {
  readonly #max: number
  readonly #taken = new WeakMap<LiveSession, number>()

  constructor(max: number) {
    this.#max = max
  }

  /** Free again when disposed. Throws TRANSFER_LIMIT. */
  take(session: LiveSession): Disposable {
    const taken = this.#taken.get(session) ?? 0
    if (taken >= this.#max) throw new LabError('TRANSFER_LIMIT', { retryAfterSeconds: 1 })
    this.#taken.set(session, taken + 1)
    return {
      [Symbol.dispose]: () => {
        this.#taken.set(session, this.#taken.get(session)! - 1)
      },
    }
  }
}
