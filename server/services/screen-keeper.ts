import serialize from '@xterm/addon-serialize'
import graphemes from '@xterm/addon-unicode-graphemes'
import headless from '@xterm/headless'
import type { TerminalSize } from '../domain/terminal-size.ts'

/** Ends a sequence that has lost its other part, and clears the screen; modes stay. */
const FORGET = '\x18\x1b[m\x1b[r\x1b[H\x1b[2J'

/** A terminal's screen without anybody who looks at it: what is printed goes in, what draws it anew comes out. */
export class ScreenKeeper implements Disposable {
  readonly #terminal: headless.Terminal
  readonly #serializer = new serialize.SerializeAddon()

  constructor(size: TerminalSize) {
    this.#terminal = new headless.Terminal({ ...size, scrollback: 0, allowProposedApi: true })
    this.#terminal.loadAddon(this.#serializer)
    // As in the page, so that characters are as wide.
    this.#terminal.loadAddon(new graphemes.UnicodeGraphemesAddon())
  }

  /** Resolves when the bytes have had their effect. */
  parse(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve))
  }

  /** Output is missing from here on: what was on the screen is not there any more. */
  forget(): void {
    this.#terminal.write(FORGET)
  }

  /** The last column has been written, and the next character goes to the next line. */
  get isWrapPending(): boolean {
    return this.#terminal.buffer.active.cursorX === this.#terminal.cols
  }

  resize({ cols, rows }: TerminalSize): void {
    this.#terminal.resize(cols, rows)
  }

  /** Written into a terminal of the same size after a reset, it gives the same screen, cursor and modes. */
  draw(): string {
    return this.#drawScreens() + drawRest(this.#terminal)
  }

  /** The serializer lets the alternate screen begin with the colours in which the other one ends (0.14). */
  #drawScreens(): string {
    const all = this.#serializer.serialize({ scrollback: 0 })
    if (this.#terminal.buffer.active.type === 'normal') return all
    const options = { scrollback: 0, excludeAltBuffer: true, excludeModes: true }
    const normal = this.#serializer.serialize(options)
    return `${normal}${drawRegion(this.#terminal, 'normal')}\x1b[m${all.slice(normal.length)}`
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose()
  }
}

/**
 * What the serializer leaves out. xterm does not tell it in its API; the serializer itself reads `_core`, and versions
 * are pinned (tests compare screens).
 */
interface Internals {
  _core: {
    buffers: Record<
      'normal' | 'active',
      { scrollTop: number; scrollBottom: number; savedX: number; savedY: number }
    >
    coreService: {
      isCursorHidden: boolean
      decPrivateModes: { cursorStyle?: keyof typeof CURSOR_STYLES; cursorBlink?: boolean }
    }
    coreMouseService: { activeEncoding: string }
    _charsetService: { charset?: Record<string, string> }
  }
}

const CURSOR_STYLES = { block: 1, underline: 3, bar: 5 } as const
const MOUSE_ENCODINGS: Record<string, string> = { SGR: '\x1b[?1006h', SGR_PIXELS: '\x1b[?1016h' }
const DRAWS_LINES = '◆'

function drawRest(terminal: headless.Terminal): string {
  const { coreService, coreMouseService, _charsetService } = internalsOf(terminal)
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes
  let rest = drawRegion(terminal, 'active')
  if (coreService.isCursorHidden) rest += '\x1b[?25l'
  if (cursorStyle) rest += `\x1b[${CURSOR_STYLES[cursorStyle] + (cursorBlink === false ? 1 : 0)} q`
  rest += MOUSE_ENCODINGS[coreMouseService.activeEncoding] ?? ''
  if (_charsetService.charset?.['`'] === DRAWS_LINES) rest += '\x1b(0'
  return rest
}

/**
 * The rows that scroll, and the cursor: these rows and origin mode send it to the corner, and behind a full row the
 * serializer is wrong by one (0.14). A cursor that waits behind the last column stays where the serializer has put it.
 */
function drawRegion(terminal: headless.Terminal, which: 'normal' | 'active'): string {
  const { scrollTop, scrollBottom, savedX, savedY } = internalsOf(terminal).buffers[which]
  const { cursorX, cursorY } = terminal.buffer[which]
  const isOrigin = which === 'active' && terminal.modes.originMode
  const hasRegion = scrollTop > 0 || scrollBottom < terminal.rows - 1
  if (!hasRegion && !isOrigin && cursorX === terminal.cols) return ''
  const row = cursorY - (isOrigin ? scrollTop : 0)
  const column = Math.min(cursorX, terminal.cols - 1)
  const region = hasRegion ? `\x1b[${scrollTop + 1};${scrollBottom + 1}r` : ''
  // Where DECRC leads; the alternate screen has one of its own.
  const saved = isOrigin || (savedX === 0 && savedY === 0) ? '' : `\x1b[${savedY + 1};${savedX + 1}H\x1b7`
  return `${region}${saved}\x1b[${row + 1};${column + 1}H`
}

function internalsOf(terminal: headless.Terminal): Internals['_core'] {
  return (terminal as unknown as Internals)._core
}
