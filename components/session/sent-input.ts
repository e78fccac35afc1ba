import { makeId } from '../ui/make-id.ts'

/**
 * What this tab has typed into a terminal, by offsets, until the broker says that it has arrived. After a broken
 * connection the rest is sent again, so that no key is lost and none is typed twice.
 */
export class SentInput {
  /** Names the offsets; the broker keeps them under this name. */
  readonly id = makeId()
  #start = 0
  #end = 0
  #kept: Uint8Array[] = []

  add(bytes: Uint8Array): void {
    this.#kept.push(bytes)
    this.#end += bytes.length
  }

  arrived(offset: number): void {
    if (offset > this.#end) return this.#begin(offset)
    while (this.#start < offset) {
      const [first] = this.#kept as [Uint8Array]
      const part = Math.min(first.length, offset - this.#start)
      if (part === first.length) this.#kept.shift()
      else this.#kept[0] = first.subarray(part)
      this.#start += part
    }
  }

  /** What is to be sent again. `offset`: what has arrived; null when the broker knows nothing of it. */
  resume(offset: number | null): readonly Uint8Array[] {
    // It may have arrived at a broker that is no more. Better not at all than twice.
    if (offset === null) this.#begin(0)
    else this.arrived(offset)
    return this.#kept
  }

  #begin(offset: number): void {
    this.#kept = []
    this.#start = this.#end = offset
  }
}
