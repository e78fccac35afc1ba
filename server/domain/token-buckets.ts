export interface Rate {
  /** What may come at once. */
  burst: number
  /** What may come for long. */
  perMinute: number
}

/** Keys that are remembered before those that have nothing to remember are dropped. */
const PURGE_SIZE = 10_000

/**
 * A token bucket for each key, of one number each: the time at which the bucket will be full again (GCRA). Times are
 * milliseconds of any clock that never goes back.
 */
export class TokenBuckets {
  readonly #intervalMs: number
  readonly #depthMs: number
  readonly #fullAt = new Map<string, number>()
  #purgeSize = PURGE_SIZE

  constructor({ burst, perMinute }: Rate) {
    if (!(burst >= 1 && perMinute > 0))
      throw new RangeError('a bucket holds one token at least, and is filled')
    this.#intervalMs = 60_000 / perMinute
    this.#depthMs = burst * this.#intervalMs
  }

  /** Takes a token. Answers 0, or, when there is none, the milliseconds until there is one; then nothing is taken. */
  take(key: string, now: number): number {
    const fullAt = this.#after(key, now)
    const waitMs = fullAt - this.#depthMs - now
    if (waitMs > 0) return waitMs
    this.#remember(key, fullAt, now)
    return 0
  }

  /** Takes a token in any case, as a debt when there is none. Answers the milliseconds until it is paid. */
  charge(key: string, now: number): number {
    const fullAt = this.#after(key, now)
    this.#remember(key, fullAt, now)
    return Math.max(0, fullAt - this.#depthMs - now)
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#fullAt.size
  }

  #after(key: string, now: number): number {
    return Math.max(this.#fullAt.get(key) ?? now, now) + this.#intervalMs
  }

  #remember(key: string, fullAt: number, now: number): void {
    this.#fullAt.set(key, fullAt)
    if (this.#fullAt.size < this.#purgeSize) return
    for (const [other, time] of this.#fullAt) if (time <= now) this.#fullAt.delete(other)
    // All in use: looks again when there are twice as many, not with each one.
    this.#purgeSize = Math.max(PURGE_SIZE, this.#fullAt.size * 2)
  }
}
