/** A recording of the browser's memory, not of a disk; a long `docker build` makes about one. */
export const MAX_CAST_BYTES = 20 * 1024 * 1024

/** https://docs.asciinema.org/manual/asciicast/v2/#event-codes */
type EventCode = 'o' | 'r' | 'm'

/**
 * Writes a terminal down as asciicast v2: what was printed and when, never what was typed. Without a clock and a
 * terminal of its own. When it is full it takes nothing more, and what it has can still be played.
 */
export class CastRecorder {
  readonly #now: () => number
  readonly #startedAtMs: number
  readonly #maxBytes: number
  /** Chunks may end within a character. */
  readonly #decoder = new TextDecoder()
  readonly #encoder = new TextEncoder()
  readonly #lines: Uint8Array<ArrayBuffer>[] = []
  #sizeBytes = 0
  #isFull = false

  constructor({
    cols,
    rows,
    title,
    screen,
    now,
    maxBytes = MAX_CAST_BYTES,
  }: {
    cols: number
    rows: number
    title: string
    /** Prints what is on the screen when it begins. */
    screen: string
    /** Milliseconds since 1970. */
    now: () => number
    maxBytes?: number
  }) {
    this.#now = now
    this.#startedAtMs = now()
    this.#maxBytes = maxBytes
    const timestamp = Math.floor(this.#startedAtMs / 1000)
    const env = { TERM: 'xterm-256color' }
    this.#add({ version: 2, width: cols, height: rows, timestamp, title, env })
    // At its very beginning: a player shows it before it plays.
    this.#add([0, 'o', screen])
  }

  get isFull(): boolean {
    return this.#isFull
  }

  get startedAtMs(): number {
    return this.#startedAtMs
  }

  output(data: string | Uint8Array): void {
    if (this.#isFull) return
    const text = typeof data === 'string' ? data : this.#decoder.decode(data, { stream: true })
    if (text !== '') this.#event('o', text)
  }

  resize({ cols, rows }: { cols: number; rows: number }): void {
    this.#event('r', `${cols}x${rows}`)
  }

  /** A place to jump to, such as the start of a command. */
  mark(label: string): void {
    this.#event('m', label)
  }

  toBlob(): Blob {
    return new Blob(this.#lines, { type: 'application/x-asciicast' })
  }

  #event(code: EventCode, data: string): void {
    // A clock that is set back must not make a file that players refuse.
    const seconds = Math.max(0, this.#now() - this.#startedAtMs) / 1000
    this.#add([seconds, code, data])
  }

  #add(line: unknown): void {
    if (this.#isFull) return
    const bytes = this.#encoder.encode(`${JSON.stringify(line)}\n`)
    if (this.#sizeBytes + bytes.length > this.#maxBytes) {
      this.#isFull = true
      return
    }
    this.#sizeBytes += bytes.length
    this.#lines.push(bytes)
  }
}
