import { Transform, type TransformCallback } from 'node:stream'

/** Docker's attach format: one byte stream id (1 stdout, 2 stderr), three unused, four length (big-endian). */
const HEADER_BYTES = 8
const STREAM_IDS = { stdout: 1, stderr: 2 } as const

export type StdioName = keyof typeof STREAM_IDS

/** Takes the payload of the wanted streams out of a multiplexed exec stream; what a chunk cuts in two comes twice. */
export class Demultiplexer {
  readonly #wanted: ReadonlySet<number>
  readonly #onPayload: (bytes: Buffer) => void
  #header = Buffer.alloc(0)
  #payloadBytes = 0
  #isWanted = false

  constructor(streams: StdioName[], onPayload: (bytes: Buffer) => void) {
    this.#wanted = new Set(streams.map((name) => STREAM_IDS[name]))
    this.#onPayload = onPayload
  }

  push(chunk: Buffer): void {
    let rest = chunk
    while (rest.length > 0) {
      if (this.#payloadBytes === 0) rest = this.#readHeader(rest)
      const payload = rest.subarray(0, this.#payloadBytes)
      this.#payloadBytes -= payload.length
      rest = rest.subarray(payload.length)
      if (this.#isWanted && payload.length > 0) this.#onPayload(payload)
    }
  }

  #readHeader(chunk: Buffer): Buffer {
    const missing = HEADER_BYTES - this.#header.length
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, missing)])
    if (this.#header.length === HEADER_BYTES) {
      this.#isWanted = this.#wanted.has(this.#header[0]!)
      this.#payloadBytes = this.#header.readUInt32BE(4)
      this.#header = Buffer.alloc(0)
    }
    return chunk.subarray(missing)
  }
}

/** The same as a stream, keeping back-pressure (dockerode's `demuxStream` drops it). */
export class StdioFrames extends Transform {
  readonly #frames: Demultiplexer

  constructor(streams: StdioName[]) {
    super()
    this.#frames = new Demultiplexer(streams, (bytes) => this.push(bytes))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#frames.push(chunk)
    done()
  }
}
