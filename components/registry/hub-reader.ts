import type { ReadOutcome } from './hub-resource.ts'

/** A push of all tags tells of each; the page need not read the Hub as often. */
const MIN_INTERVAL_MS = 500
/** Without the session's socket, which tells of pushes at once. */
const POLL_MS = 10_000

/** Reads one thing again and again, one read at a time, until disposed. */
export class HubReader<T> {
  readonly #read: () => Promise<T>
  readonly #onOutcome: (outcome: ReadOutcome<T>) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isReading = false
  /** For a moment after a read. */
  #isPausing = false
  #isStale = false
  #isPolling = true
  #hasFailed = false
  #isDisposed = false

  constructor(read: () => Promise<T>, onOutcome: (outcome: ReadOutcome<T>) => void) {
    this.#read = read
    this.#onOutcome = onOutcome
  }

  /** Reads at once, or as soon as may be. A read under way may be too old to know, so another one follows it. */
  refresh(): void {
    this.#isStale = true
    // The pause after a read ends with another one anyway, when there is something to read.
    if (!this.#isDisposed && !this.#isReading && !this.#isPausing) void this.#readNow()
  }

  /** False while somebody tells when to refresh. */
  setPolling(isPolling: boolean): void {
    this.#isPolling = isPolling
  }

  dispose(): void {
    this.#isDisposed = true
    clearTimeout(this.#timer)
  }

  async #readNow(): Promise<void> {
    clearTimeout(this.#timer)
    this.#isReading = true
    this.#isStale = false
    const outcome: ReadOutcome<T> = await this.#read().then(
      (data) => ({ data }),
      (error: unknown) => ({ error }),
    )
    this.#isReading = false
    if (this.#isDisposed) return
    this.#hasFailed = 'error' in outcome
    this.#onOutcome(outcome)
    this.#isPausing = true
    this.#timer = setTimeout(() => this.#paused(), MIN_INTERVAL_MS)
  }

  #paused(): void {
    this.#isPausing = false
    if (this.#isStale) return void this.#readNow()
    this.#timer = setTimeout(() => this.#polled(), POLL_MS)
  }

  #polled(): void {
    if (this.#isPolling || this.#hasFailed) return void this.#readNow()
    this.#timer = setTimeout(() => this.#polled(), POLL_MS)
  }
}
