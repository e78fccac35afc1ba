import { collectModes, MAX_MODES_BYTES } from '../domain/modes-set.ts'
import { safeCut, safeStart } from '../domain/safe-cut.ts'
import { Scrollback } from '../domain/scrollback.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { CurrentScreen } from './current-screen.ts'
import { ScreenKeeper } from './screen-keeper.ts'

/** Parsed at a time: other terminals' keys wait for as long as this takes, a fraction of a millisecond. */
export const PIECE_BYTES = 4 * 1024
/** Waiting to be parsed: beyond this it comes faster than people read, and is dropped as it is. */
const MAX_WAITING_BYTES = 256 * 1024
/** How long nothing is parsed after that: a flood costs a tenth of what parsing all of it would. */
const REST_MS = 500
/** In which a place to begin is looked for: no line of a flood is longer. */
const MAX_SEARCH_BYTES = 4 * 1024

export interface Snapshot {
  /** Where the output that follows the screen begins. */
  offset: number
  /** To be written after a reset; absent when nothing has been dropped. */
  screen?: string
}

/**
 * What a terminal has printed lately, and the screen as it was before that: what is dropped is parsed first. An idle
 * terminal, which has printed less than is kept, has no screen and costs its output alone.
 */
export class OutputHistory implements Disposable {
  readonly #capacity: number
  readonly #scrollback: Scrollback
  #size: TerminalSize
  #keeper: ScreenKeeper | undefined
  /** Of who looks on; there is none before the first does. */
  #current: CurrentScreen | undefined
  /** Up to where the keeper has parsed. */
  #start: number
  #isParsing = false
  #restTimer: NodeJS.Timeout | undefined
  #isDisposed = false

  constructor(options: { capacityBytes: number; startOffset: number; size: TerminalSize }) {
    this.#capacity = options.capacityBytes
    this.#scrollback = new Scrollback(options.startOffset)
    this.#start = options.startOffset
    this.#size = options.size
  }

  /** Offset from which a viewer can start. */
  get start(): number {
    return this.#start
  }

  /** Offset after the newest byte. */
  get end(): number {
    return this.#scrollback.end
  }

  /** `start` is about to move. */
  get isParsing(): boolean {
    return this.#isParsing
  }

  append(bytes: Uint8Array): void {
    this.#scrollback.append(bytes)
    if (this.#waiting > MAX_WAITING_BYTES) this.#skip()
    else this.#parseWaiting()
  }

  /** Up to `maxBytes` from `offset`; empty at the end of the output. Throws RangeError outside of it. */
  read(offset: number, maxBytes: number): Uint8Array {
    return this.#scrollback.read(offset, maxBytes)
  }

  /** As `read`, but over the ends of blocks. */
  peek(offset: number, bytes: number): Uint8Array {
    const pieces: Uint8Array[] = []
    const end = Math.min(this.end, offset + bytes)
    for (let at = offset; at < end; at += pieces.at(-1)!.length)
      pieces.push(this.#scrollback.read(at, end - at))
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }

  /** Sequences that set the modes that are set between the two offsets. */
  modesBetween(from: number, to: number): string {
    const modes = new Map<string, string>()
    for (let at = from; at < to; at += PIECE_BYTES) {
      const bytes = this.peek(at, PIECE_BYTES + MAX_MODES_BYTES)
      collectModes(bytes.subarray(0, to - at), modes)
    }
    return [...modes.values()].join('')
  }

  snapshot(): Snapshot {
    return { offset: this.#start, ...(this.#keeper && { screen: this.#keeper.draw() }) }
  }

  /** The screen as it is now, and no more of what was there before. */
  get current(): CurrentScreen {
    return (this.#current ??= new CurrentScreen(this, this.#size))
  }

  /** The newest output, and the screen that it goes on with where that is known. */
  recent(maxBytes: number): { size: TerminalSize; screen: string | undefined; bytes: Uint8Array } {
    const from = Math.max(this.#start, this.end - maxBytes)
    const bytes = this.peek(from, maxBytes)
    if (from === this.#start) return { size: this.#size, screen: this.#keeper?.draw(), bytes }
    return { size: this.#size, screen: undefined, bytes: bytes.subarray(safeStart(bytes)) }
  }

  resize(size: TerminalSize): void {
    this.#size = size
    this.#keeper?.resize(size)
    this.#current?.resize(size)
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    clearTimeout(this.#restTimer)
    this.#keeper?.[Symbol.dispose]()
    this.#keeper = undefined
    this.#current?.[Symbol.dispose]()
    this.#current = undefined
  }

  /** Bytes that are to be dropped. */
  get #waiting(): number {
    return this.end - this.#capacity - this.#start
  }

  #parseWaiting(): void {
    if (this.#waiting >= PIECE_BYTES && !this.#isParsing && !this.#restTimer) this.#parse()
  }

  #parse(): void {
    const keeper = (this.#keeper ??= new ScreenKeeper(this.#size))
    const piece = this.peek(this.#start, PIECE_BYTES)
    // A string longer than a piece, such as a picture, is cut: what is behind it is not on the screen that is kept.
    const length = safeCut(piece) || piece.length
    const start = this.#start
    this.#isParsing = true
    void keeper.parse(piece.subarray(0, length)).then(() => {
      this.#isParsing = false
      if (this.#isDisposed) return
      // Unless it has been skipped meanwhile.
      if (this.#start === start) this.#dropTo(start + length)
      this.#parseWaiting()
    })
  }

  #skip(): void {
    const oldest = this.end - this.#capacity
    const target = oldest + safeStart(this.peek(oldest, MAX_SEARCH_BYTES))
    this.#keeper ??= new ScreenKeeper(this.#size)
    this.#keeper.forget(this.modesBetween(this.#start, target))
    this.#dropTo(target)
    this.#restTimer ??= setTimeout(() => {
      this.#restTimer = undefined
      this.#parseWaiting()
    }, REST_MS)
  }

  #dropTo(offset: number): void {
    this.#start = offset
    this.#scrollback.dropTo(offset)
  }
}
