import { MAX_SESSIONS_PER_ADDRESS } from '../domain/rate-limits.ts'
import { LabError } from '../protocol/errors.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { LiveSession } from './live-session.ts'
import type { RateLimits } from './rate-limits.ts'

/**
 * Opens sessions, not too fast: for visitors by their address, and not too many at once; for who has a seat by the seat,
 * of which a workshop has only so many. Addresses are kept in memory only, so a broker that has restarted begins to count
 * anew.
 */
export class Openings {
  readonly #limits: RateLimits
  readonly #open = new Map<string, number>()

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /** For a visitor. Throws RATE_LIMITED, and what `open` throws. */
  async open<Opened extends { session: LiveSession }>(
    addressKey: string,
    open: () => Promise<Opened>,
  ): Promise<Opened> {
    this.#limits.take('address.opens', addressKey)
    if ((this.#open.get(addressKey) ?? 0) >= MAX_SESSIONS_PER_ADDRESS) {
      const detail = 'Too many sessions are open from your network. Close one, or wait until one ends.'
      throw new LabError('RATE_LIMITED', { detail, retryAfterSeconds: 60 })
    }
    this.#count(addressKey, 1)
    try {
      const opened = await open()
      const { signal } = opened.session.closing
      signal.addEventListener('abort', () => this.#count(addressKey, -1), { once: true })
      return opened
    } catch (error) {
      this.#count(addressKey, -1)
      throw error
    }
  }

  /** For a seat, which has one session at a time. Throws RATE_LIMITED, and what `open` throws. */
  async openForSeat<Opened>(seat: SeatId, open: () => Promise<Opened>): Promise<Opened> {
    this.#limits.take('seat.opens', seat)
    return open()
  }

  #count(addressKey: string, change: 1 | -1): void {
    const count = (this.#open.get(addressKey) ?? 0) + change
    if (count > 0) this.#open.set(addressKey, count)
    else this.#open.delete(addressKey)
  }
}
