/**
 * Which bytes that have arrived, or were parsed, have to be reported. Level-triggered: whenever a portion or more is
 * unreported, all of it is, so that what is left is always less than a portion and the other side's gate opens by itself.
 */
export class AckCounter {
  readonly #portionBytes: number
  #offset: number
  #reported: number

  constructor(portionBytes: number, startOffset = 0) {
    this.#portionBytes = portionBytes
    this.#offset = startOffset
    this.#reported = startOffset
  }

  get offset(): number {
    return this.#offset
  }

  /** Returns the offset to report now, if any. */
  add(bytes: number): number | undefined {
    this.#offset += bytes
    if (this.#offset - this.#reported < this.#portionBytes) return undefined
    this.#reported = this.#offset
    return this.#offset
  }
}
