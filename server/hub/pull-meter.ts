/** https://docs.docker.com/docker-hub/usage/pulls/ as it is for those who have not, and those who have, signed in. */
const WINDOW_SECONDS = 6 * 3600
const LIMITS = { anonymous: 100, account: 200 } as const
/** More sources than sessions can be open; then the oldest is forgotten. */
const MAX_SOURCES = 10_000

/**
 * Docker Hub's headers on its pull limit, with true counts. Nobody is refused: the lab is there to show the limit,
 * not to have it.
 */
export class PullMeter {
  readonly #now: () => number
  readonly #bySource = new Map<string, { count: number; until: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** `isPull`: a GET of a manifest is one, a HEAD only asks. `source` is an account or an address. */
  headers(
    source: string,
    { isPull, isSignedIn }: { isPull: boolean; isSignedIn: boolean },
  ): Record<string, string> {
    const window = this.#window(source)
    if (isPull) window.count++
    const limit = isSignedIn ? LIMITS.account : LIMITS.anonymous
    return {
      'ratelimit-limit': `${limit};w=${WINDOW_SECONDS}`,
      'ratelimit-remaining': `${Math.max(0, limit - window.count)};w=${WINDOW_SECONDS}`,
      'docker-ratelimit-source': source,
    }
  }

  #window(source: string): { count: number; until: number } {
    const now = this.#now()
    const found = this.#bySource.get(source)
    if (found && found.until > now) return found
    const [oldest] = this.#bySource.keys()
    if (this.#bySource.size >= MAX_SOURCES && oldest !== undefined) this.#bySource.delete(oldest)
    const window = { count: 0, until: now + WINDOW_SECONDS * 1000 }
    this.#bySource.set(source, window)
    return window
  }
}
