/** Large enough for few blocks, small enough that an idle terminal costs little. */
const BLOCK_BYTES = 16 * 1024

/**
 * A part of an endless output, addressed by offsets from its beginning. Kept in blocks that are dropped whole, so that
 * neither many small chunks nor few large ones make appending slow.
 */
export class Scrollback {
  readonly #origin: number
  readonly #blocks: Uint8Array[] = []
  #droppedBlocks = 0
  #end: number

  constructor(startOffset = 0) {
    this.#origin = startOffset
    this.#end = startOffset
  }

  /** Offset of the oldest byte that is still here. */
  get start(): number {
    return this.#origin + this.#droppedBlocks * BLOCK_BYTES
  }

  /** Offset after the newest byte. */
  get end(): number {
    return this.#end
  }

  append(bytes: Uint8Array): void {
    let rest = bytes
    while (rest.length > 0) {
      const used = (this.#end - this.#origin) % BLOCK_BYTES
      if (used === 0) this.#blocks.push(new Uint8Array(BLOCK_BYTES))
      const part = rest.subarray(0, BLOCK_BYTES - used)
      this.#blocks.at(-1)!.set(part, used)
      this.#end += part.length
      rest = rest.subarray(part.length)
    }
  }

  /** Up to `maxBytes` from `offset`, at most to the end of a block; empty at the end of the output. */
  read(offset: number, maxBytes: number): Uint8Array {
    if (offset < this.start || offset > this.#end) {
      throw new RangeError(`offset ${offset} is not in ${this.start}..${this.#end}`)
    }
    const block = this.#blocks[Math.floor((offset - this.start) / BLOCK_BYTES)]
    if (!block) return new Uint8Array()
    const from = (offset - this.start) % BLOCK_BYTES
    return block.subarray(from, Math.min(BLOCK_BYTES, from + this.#end - offset, from + maxBytes))
  }

  /** What is before the offset is not needed any more; what shares a block with it stays. */
  dropTo(offset: number): void {
    while (this.#blocks.length > 0 && this.start + BLOCK_BYTES <= Math.min(offset, this.#end)) {
      this.#blocks.shift()
      this.#droppedBlocks++
    }
  }
}
