import graphemes from '@xterm/addon-unicode-graphemes'
import headless from '@xterm/headless'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { drawScreen } from './draw-screen.ts'
import { internalsOf } from './screen-internals.ts'

/** Ends a sequence that has lost its other part. */
const CANCEL = '\x18'
/** An empty screen, all of which scrolls. */
const CLEAR = '\x1b[m\x1b[r\x1b[H\x1b[2J'

/** A terminal's screen without anybody who looks at it: what is printed goes in, what draws it anew comes out. */
export class ScreenKeeper implements Disposable {
  readonly #terminal: headless.Terminal

  constructor(size: TerminalSize) {
    this.#terminal = new headless.Terminal({ ...size, scrollback: 0, allowProposedApi: true })
    // As in the page, so that characters are as wide.
    this.#terminal.loadAddon(new graphemes.UnicodeGraphemesAddon())
  }

  /** Resolves when the bytes have had their effect. */
  parse(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve))
  }

  /** As `parse`, before it returns, behind all that still waits. */
  parseNow(data: Uint8Array | string): void {
    internalsOf(this.#terminal)._writeBuffer.writeSync(data)
  }

  /** Output is missing from here on, of which only the modes are known: what was on the screen is not there any more. */
  forget(modes: string): void {
    // At once, behind the piece that is being parsed: who comes next sees what is to come on an empty screen.
    this.parseNow(`${CANCEL}${modes}${CLEAR}`)
  }

  resize({ cols, rows }: TerminalSize): void {
    this.#terminal.resize(cols, rows)
  }

  /** Written into a terminal of the same size after a reset, it gives the same screen, cursor and modes. */
  draw(): string {
    return drawScreen(this.#terminal)
  }

  /** The same without the text that a full-screen program hides. */
  drawInView(): string {
    return drawScreen(this.#terminal, { isInView: true })
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose()
  }
}
