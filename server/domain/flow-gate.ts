/**
 * Decides whether a viewer may be sent more output. Level-triggered: the answer follows from the counters and
 * the present state alone, so no sequence of chunk sizes can leave it shut for good. The viewer reports what it
 * has parsed in portions of at most `ackBytes`; that is below `low`, so a viewer that has parsed all opens it.
 */
export class FlowGate {
  readonly #low: number
  readonly #high: number
  #sent: number
  #acked: number
  #isOpen = true

  constructor(limits: { ackBytes: number; low: number; high: number }, startOffset = 0) {
    if (!(limits.ackBytes > 0 && limits.ackBytes <= limits.low && limits.low < limits.high)) {
      throw new RangeError('a flow gate needs 0 < ackBytes <= low < high')
    }
    this.#low = limits.low
    this.#high = limits.high
    this.#sent = startOffset
    this.#acked = startOffset
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Bytes that may still be sent before the gate shuts. */
  get room(): number {
    return this.#isOpen ? this.#high - (this.#sent - this.#acked) : 0
  }

  get sentOffset(): number {
    return this.#sent
  }

  sent(bytes: number): void {
    this.#sent += bytes
    this.#update()
  }

  /** Returns false for an offset that was never sent; the counters then stay as they are. */
  ackedTo(offset: number): boolean {
    if (offset > this.#sent) return false
    this.#acked = Math.max(this.#acked, offset)
    this.#update()
    return true
  }

  /** Start over at an offset, for example after output in between was dropped. */
  restart(offset: number): void {
    this.#sent = offset
    this.#acked = offset
    this.#update()
  }

  #update(): void {
    const pending = this.#sent - this.#acked
    if (pending >= this.#high) this.#isOpen = false
    else if (pending <= this.#low) this.#isOpen = true
  }
}
