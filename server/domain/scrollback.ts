/** Large enough for few blocks, small enough that an idle terminal costs little. */
const BLOCK_BYTES = 16 * 1024

/**
 * The newest bytes of an endless output, addressed by their offset from its beginning. Kept in blocks that are
 * dropped whole, so that neither many small chunks nor few large ones make appending slow.
 */
export class Scrollback {
  readonly #maxBlocks: number
  readonly #blocks: Uint8Array[] = []
  #start = 0
  #end = 0

  /** Holds at least `capacityBytes` once so much has been written, and at most one block more. */
  constructor(capacityBytes: number) {
    if (!(capacityBytes > 0)) throw new RangeError('a scrollback needs a positive capacity')
    this.#maxBlocks = Math.ceil(capacityBytes / BLOCK_BYTES) + 1
  }

  /** Offset of the oldest byte that is still here. */
  get start(): number {
    return this.#start
  }

  /** Offset after the newest byte. */
  get end(): number {
    return this.#end
  }

  append(bytes: Uint8Array): void {
    let rest = bytes
    while (rest.length > 0) {
      const used = this.#end % BLOCK_BYTES
      if (used === 0) this.#addBlock()
      const part = rest.subarray(0, BLOCK_BYTES - used)
      this.#blocks.at(-1)!.set(part, used)
      this.#end += part.length
      rest = rest.subarray(part.length)
    }
  }

  /** Up to `maxBytes` from `offset`, at most to the end of a block; empty at the end of the output. */
  read(offset: number, maxBytes: number): Uint8Array {
    if (offset < this.#start || offset > this.#end) {
      throw new RangeError(`offset ${offset} is not in ${this.#start}..${this.#end}`)
    }
    const block = this.#blocks[Math.floor((offset - this.#start) / BLOCK_BYTES)]
    if (!block) return new Uint8Array()
    const from = offset % BLOCK_BYTES
    return block.subarray(from, Math.min(BLOCK_BYTES, from + this.#end - offset, from + maxBytes))
  }

  #addBlock(): void {
    this.#blocks.push(new Uint8Array(BLOCK_BYTES))
    if (this.#blocks.length > this.#maxBlocks) {
      this.#blocks.shift()
      this.#start += BLOCK_BYTES
    }
  }
}
