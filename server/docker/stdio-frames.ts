import { Transform, type TransformCallback } from 'node:stream'

/** Docker's attach format: one byte stream id (1 stdout, 2 stderr), three unused, four length (big-endian). */
const HEADER_BYTES = 8

/**
 * Takes the payload out of a multiplexed exec stream, keeping back-pressure (dockerode's `demuxStream` drops it).
 * `streams`: which of stdout and stderr pass.
 */
export class StdioFrames extends Transform {
  readonly #wanted: ReadonlySet<number>
  #header = Buffer.alloc(0)
  #payloadBytes = 0
  #isWanted = false

  constructor(streams: ('stdout' | 'stderr')[]) {
    super()
    this.#wanted = new Set(streams.map((name) => (name === 'stdout' ? 1 : 2)))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = chunk
    while (rest.length > 0) {
      if (this.#payloadBytes === 0) {
        const missing = HEADER_BYTES - this.#header.length
        this.#header = Buffer.concat([this.#header, rest.subarray(0, missing)])
        rest = rest.subarray(missing)
        if (this.#header.length < HEADER_BYTES) break
        this.#isWanted = this.#wanted.has(this.#header[0]!)
        this.#payloadBytes = this.#header.readUInt32BE(4)
        this.#header = Buffer.alloc(0)
        continue
      }
      const payload = rest.subarray(0, this.#payloadBytes)
      this.#payloadBytes -= payload.length
      rest = rest.subarray(payload.length)
      if (this.#isWanted) this.push(payload)
    }
    done()
  }
}
