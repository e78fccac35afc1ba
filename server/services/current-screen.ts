import { lastCut, safeStart } from '../domain/safe-cut.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import type { Snapshot } from './output-history.ts'
import { ScreenKeeper } from './screen-keeper.ts'

/** Parsed while all others wait, some milliseconds: more than a full screen of any usual size in colours. */
export const AT_ONCE_BYTES = 32 * 1024
/** Parsed between two looks at what else there is to do. All that a terminal keeps takes a third of a second. */
const PIECE_BYTES = 16 * 1024

/** Ends a sequence that has lost its other part, and puts everything back to how it begins. */
const RESET = '\x18\x1bc'

/** The output that a screen is made of. */
interface Source {
  readonly start: number
  readonly end: number
  /** What to draw for the time before `start`. */
  snapshot(): Snapshot
  /** Up to `bytes` from `offset`. */
  peek(offset: number, bytes: number): Uint8Array
  /** Sequences that set the modes that are set in what is between the two. */
  modesBetween(from: number, to: number): string
}

/**
 * What somebody sees who looks over a participant's shoulder: the screen at the end of the output, and nothing that has
 * scrolled away. Goes on where it was when it is drawn again.
 */
export class CurrentScreen implements Disposable {
  readonly #source: Source
  readonly #keeper: ScreenKeeper
  /** Up to where the keeper has been given the output. */
  #at: number

  constructor(source: Source, size: TerminalSize) {
    this.#source = source
    this.#keeper = new ScreenKeeper(size)
    this.#at = this.#begin()
  }

  /** Parses what there is now, and leaves time for others: what is drawn after it is exact, unless output floods in. */
  async prepare(): Promise<void> {
    const goal = this.#source.end - AT_ONCE_BYTES
    while (this.#at < goal && this.#at >= this.#source.start) {
      const piece = this.#source.peek(this.#at, PIECE_BYTES)
      const length = lastCut(piece) || piece.length
      this.#at += length
      await this.#keeper.parse(piece.subarray(0, length))
    }
  }

  /** Of what comes faster than it is prepared, only the end is on the screen. */
  draw(): Snapshot {
    const { start, end } = this.#source
    if (this.#at < start) this.#at = this.#begin()
    if (end - this.#at > AT_ONCE_BYTES) this.#skip(end - AT_ONCE_BYTES)
    const rest = this.#source.peek(this.#at, end - this.#at)
    const length = lastCut(rest)
    this.#keeper.parseNow(rest.subarray(0, length))
    this.#at += length
    return { offset: this.#at, screen: this.#keeper.drawInView() }
  }

  resize(size: TerminalSize): void {
    this.#keeper.resize(size)
  }

  [Symbol.dispose](): void {
    this.#keeper[Symbol.dispose]()
  }

  /** With the oldest output that there is. Answers with its offset. */
  #begin(): number {
    const { offset, screen } = this.#source.snapshot()
    this.#keeper.parseNow(`${RESET}${screen ?? ''}`)
    return offset
  }

  #skip(from: number): void {
    const target = from + safeStart(this.#source.peek(from, AT_ONCE_BYTES))
    this.#keeper.forget(this.#source.modesBetween(this.#at, target))
    this.#at = target
  }
}
