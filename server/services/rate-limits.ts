import { RATE_LIMITS, type RateLimit } from '../domain/rate-limits.ts'
import { TokenBuckets } from '../domain/token-buckets.ts'
import { LabError } from '../protocol/errors.ts'

/** Counts what comes from whom, against the table in `domain/rate-limits.ts`. */
export class RateLimits {
  readonly #buckets: ReadonlyMap<RateLimit, TokenBuckets>
  readonly #now: () => number

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#buckets = new Map(
      Object.entries(RATE_LIMITS).map(([name, rate]) => [name as RateLimit, new TokenBuckets(rate)]),
    )
  }

  /** `key`: an address key, or the id of a session, seat or instructor, as the limit's name says. Throws RATE_LIMITED. */
  take(limit: RateLimit, key: string): void {
    const waitMs = this.#of(limit).take(key, this.#now())
    if (waitMs > 0) throw rateLimited(waitMs)
  }

  /** For what has come already: how many milliseconds the next of it should wait. */
  charge(limit: RateLimit, key: string): number {
    return this.#of(limit).charge(key, this.#now())
  }

  #of(limit: RateLimit): TokenBuckets {
    return this.#buckets.get(limit)!
  }
}

export function rateLimited(waitMs: number): LabError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const detail = `Too many requests. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`
  return new LabError('RATE_LIMITED', { detail, retryAfterSeconds: seconds })
}
