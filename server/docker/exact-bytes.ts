import { Transform, type TransformCallback } from 'node:stream'

/** Passes exactly so many bytes. An error when fewer or more come: whoever sends them has announced the number. */
export class ExactBytes extends Transform {
  #missing: number
  readonly #onProgress: () => void

  constructor(bytes: number, onProgress: () => void) {
    super()
    this.#missing = bytes
    this.#onProgress = onProgress
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#onProgress()
    this.#missing -= chunk.length
    if (this.#missing < 0) return done(new Error('more bytes than were announced'))
    done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    done(this.#missing === 0 ? null : new Error(`${this.#missing} of the announced bytes are missing`))
  }
}
