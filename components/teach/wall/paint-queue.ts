/** A picture that changes all the time is looked at, not read. */
const LEAST_INTERVAL_MS = 1_000
/** Of all tiles together: more than 50 pictures a second keep a slow computer from anything else (bench/workshop). */
const MS_FOR_EACH = 20

/**
 * Says which tile is painted when: only those in view, each at most once a second, more seldom when there are many, and
 * none again before it is done, so that a slow painter has no more to do than there are tiles. One timer for all.
 */
export class PaintQueue<Key> {
  readonly #now: () => number
  readonly #paint: (key: Key, onDone: () => void) => void
  /** In the order in which they became out of date. */
  readonly #outdated = new Set<Key>()
  readonly #inView = new Set<Key>()
  readonly #underWay = new Set<Key>()
  readonly #paintedAt = new Map<Key, number>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isStopped = true

  constructor(now: () => number, paint: (key: Key, onDone: () => void) => void) {
    this.#now = now
    this.#paint = paint
  }

  start(): void {
    this.#isStopped = false
    this.#paintDue()
  }

  stop(): void {
    this.#isStopped = true
    this.#underWay.clear()
    clearTimeout(this.#timer)
  }

  /** There is something new to paint. */
  outdated(key: Key): void {
    this.#outdated.add(key)
    this.#paintDue()
  }

  /** It looks different although it shows the same: need not wait for its second. */
  outdatedNow(key: Key): void {
    this.#paintedAt.delete(key)
    this.outdated(key)
  }

  setInView(key: Key, isInView: boolean): void {
    if (isInView) this.#inView.add(key)
    else this.#inView.delete(key)
    this.#paintDue()
  }

  get inView(): ReadonlySet<Key> {
    return this.#inView
  }

  forget(key: Key): void {
    this.#outdated.delete(key)
    this.#inView.delete(key)
    this.#underWay.delete(key)
    this.#paintedAt.delete(key)
  }

  #paintDue(): void {
    clearTimeout(this.#timer)
    if (this.#isStopped) return
    const now = this.#now()
    const intervalMs = Math.max(LEAST_INTERVAL_MS, this.#inView.size * MS_FOR_EACH)
    let waitMs = Infinity
    for (const key of this.#outdated) {
      if (!this.#inView.has(key) || this.#underWay.has(key)) continue
      const dueMs = (this.#paintedAt.get(key) ?? -Infinity) + intervalMs - now
      if (dueMs > 0) waitMs = Math.min(waitMs, dueMs)
      else this.#begin(key, now)
    }
    if (waitMs < Infinity) this.#timer = setTimeout(() => this.#paintDue(), waitMs)
  }

  #begin(key: Key, now: number): void {
    this.#outdated.delete(key)
    this.#underWay.add(key)
    this.#paintedAt.set(key, now)
    this.#paint(key, () => {
      // When it was outdated meanwhile, it has its turn now.
      if (this.#underWay.delete(key) && this.#outdated.has(key)) this.#paintDue()
    })
  }
}
