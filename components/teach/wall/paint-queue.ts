/** A picture that changes all the time is looked at, not read. */
const LEAST_INTERVAL_MS = 1_000
/** Of a frame of 16 ms: the rest is for scrolling, typing and the page itself. */
const FRAME_BUDGET_MS = 4

export interface FrameClock {
  now(): number
  requestFrame(onFrame: () => void): number
  cancelFrame(id: number): void
}

/**
 * Says which tile is painted when: only those in view, each at most once a second, and in a frame only as many as its
 * budget allows. One queue for all, with one frame or one timer under way at a time.
 */
export class PaintQueue<Key> {
  readonly #clock: FrameClock
  readonly #paint: (key: Key, onDone: () => void) => void
  /** In the order in which they became out of date. */
  readonly #outdated = new Set<Key>()
  readonly #inView = new Set<Key>()
  readonly #paintedAt = new Map<Key, number>()
  #frame: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isPainting = false
  #isStopped = true

  constructor(clock: FrameClock, paint: (key: Key, onDone: () => void) => void) {
    this.#clock = clock
    this.#paint = paint
  }

  start(): void {
    this.#isStopped = false
    this.#schedule()
  }

  stop(): void {
    this.#isStopped = true
    this.#isPainting = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#frame !== undefined) this.#clock.cancelFrame(this.#frame)
    this.#frame = undefined
  }

  /** There is something new to paint. */
  outdated(key: Key): void {
    this.#outdated.add(key)
    this.#schedule()
  }

  /** It looks different although it shows the same: need not wait for its second. */
  outdatedNow(key: Key): void {
    this.#paintedAt.delete(key)
    this.outdated(key)
  }

  setInView(key: Key, isInView: boolean): void {
    if (isInView) this.#inView.add(key)
    else this.#inView.delete(key)
    this.#schedule()
  }

  get inView(): ReadonlySet<Key> {
    return this.#inView
  }

  forget(key: Key): void {
    this.#outdated.delete(key)
    this.#inView.delete(key)
    this.#paintedAt.delete(key)
  }

  #schedule(): void {
    if (this.#isStopped || this.#isPainting || this.#frame !== undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    const waitMs = this.#waitMs()
    if (waitMs === Infinity) return
    if (waitMs > 0) this.#timer = setTimeout(() => this.#requestFrame(), waitMs)
    else this.#requestFrame()
  }

  /** Until the first is due; Infinity: none is. */
  #waitMs(): number {
    const now = this.#clock.now()
    let waitMs = Infinity
    for (const key of this.#outdated) {
      if (this.#inView.has(key)) waitMs = Math.min(waitMs, Math.max(0, this.#dueAt(key) - now))
    }
    return waitMs
  }

  #dueAt(key: Key): number {
    return (this.#paintedAt.get(key) ?? -Infinity) + LEAST_INTERVAL_MS
  }

  #requestFrame(): void {
    this.#timer = undefined
    this.#frame = this.#clock.requestFrame(() => {
      this.#frame = undefined
      this.#paintUntil(this.#clock.now() + FRAME_BUDGET_MS)
    })
  }

  #paintUntil(deadline: number): void {
    const now = this.#clock.now()
    const due = [...this.#outdated].find((key) => this.#inView.has(key) && this.#dueAt(key) <= now)
    if (due === undefined || now >= deadline) return this.#schedule()
    this.#outdated.delete(due)
    this.#paintedAt.set(due, now)
    this.#isPainting = true
    this.#paint(due, () => {
      if (this.#isStopped) return
      this.#isPainting = false
      this.#paintUntil(deadline)
    })
  }
}
