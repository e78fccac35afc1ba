import { ACK_BYTES } from '../../server/protocol/limits.ts'

/**
 * Which parsed output has to be reported. Level-triggered: whenever a portion or more is unreported, all of it is,
 * so that what is left is always less than a portion and the broker's gate opens by itself.
 */
export class AckCounter {
  #parsed: number
  #reported: number

  constructor(startOffset: number) {
    this.#parsed = startOffset
    this.#reported = startOffset
  }

  get parsed(): number {
    return this.#parsed
  }

  /** Returns the offset to report now, if any. */
  parsedBytes(bytes: number): number | undefined {
    this.#parsed += bytes
    if (this.#parsed - this.#reported < ACK_BYTES) return undefined
    this.#reported = this.#parsed
    return this.#parsed
  }
}
