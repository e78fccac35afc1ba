import type headless from '@xterm/headless'
import { internalsOf, type Charset, type Internals, type ScreenState } from './screen-internals.ts'
import { ScreenPen } from './screen-pen.ts'
import { drawRows, printLastCell } from './screen-rows.ts'

const CURSOR_STYLES = { block: 1, underline: 3, bar: 5 } as const
const MOUSE_ENCODINGS: Record<string, string> = { SGR: '\x1b[?1006h', SGR_PIXELS: '\x1b[?1016h' }
const MOUSE_MODES = {
  none: '',
  x10: '\x1b[?9h',
  vt200: '\x1b[?1000h',
  drag: '\x1b[?1002h',
  any: '\x1b[?1003h',
}
/** The sequences that choose the sets of characters G0 to G3, and that switch to them. */
const DESIGNATIONS = ['\x1b(', '\x1b)', '\x1b*', '\x1b+']
const SHIFTS = ['', '\x0e', '\x1bn', '\x1bo']

/**
 * Written into a terminal of the same size after a reset, it gives the same screen, cursor and modes. `isInView`: without
 * the text that a full-screen program hides.
 */
export function drawScreen(terminal: headless.Terminal, { isInView = false } = {}): string {
  const { normal, alternate, active } = terminal.buffer
  const internals = internalsOf(terminal)
  const { buffers } = internals
  const pen = new ScreenPen(internals._oscLinkService)
  if (active.type === 'normal' || !isInView) drawRows(pen, terminal, normal)
  drawState(pen, terminal, buffers.normal)
  if (active.type === 'alternate') {
    // Empty in the colour that is in use, and with the cursor where it was.
    pen.usePlain()
    pen.write('\x1b[?1047h\x1b[H', { row: 0, column: 0 })
    drawRows(pen, terminal, alternate)
    drawState(pen, terminal, buffers.alt)
  }
  drawCursor(pen, terminal, active.type === 'alternate' ? buffers.alt : buffers.normal)
  return pen.text + drawCharsets(internals) + drawModes(terminal, internals)
}

/** The rows that scroll, and where DECRC leads: each screen has its own. */
function drawState(pen: ScreenPen, { rows, cols }: headless.Terminal, state: ScreenState): void {
  const { scrollTop, scrollBottom, savedX, savedY, ybase, savedCurAttrData, savedCharset } = state
  if (scrollTop > 0 || scrollBottom < rows - 1)
    pen.write(`\x1b[${scrollTop + 1};${scrollBottom + 1}r`, { row: 0, column: 0 })
  pen.moveTo(Math.min(Math.max(savedY - ybase, 0), rows - 1), Math.min(savedX, cols - 1))
  pen.use(savedCurAttrData)
  pen.write(drawsLines(savedCharset) ? '\x1b(0\x1b7\x1b(B' : '\x1b7')
}

function drawCursor(pen: ScreenPen, terminal: headless.Terminal, { scrollTop }: ScreenState): void {
  const { active } = terminal.buffer
  const { cursorX, cursorY } = active
  if (terminal.modes.originMode) pen.countFrom(scrollTop)
  if (cursorX === terminal.cols) printLastCell(pen, active, cursorY)
  else pen.moveTo(cursorY, cursorX)
  pen.use(internalsOf(terminal)._inputHandler._curAttrData)
}

function drawCharsets({ _charsetService: { glevel, charset, _charsets } }: Internals): string {
  const sets = [0, 1, 2, 3].map((level) => (level === glevel ? charset : _charsets[level]))
  const designations = sets.map((set, level) => (drawsLines(set) ? `${DESIGNATIONS[level]}0` : ''))
  return designations.join('') + SHIFTS[glevel]
}

/** The other sets differ from ASCII by a few characters of a language, and nothing uses them any more. */
function drawsLines(charset: Charset | undefined): boolean {
  return charset?.['`'] === '◆'
}

function drawModes({ modes, options }: headless.Terminal, internals: Internals): string {
  const { isCursorHidden, decPrivateModes } = internals.coreService
  const { cursorStyle, cursorBlink } = decPrivateModes
  return [
    modes.applicationCursorKeysMode && '\x1b[?1h',
    modes.applicationKeypadMode && '\x1b=',
    modes.bracketedPasteMode && '\x1b[?2004h',
    modes.sendFocusMode && '\x1b[?1004h',
    modes.reverseWraparoundMode && '\x1b[?45h',
    !modes.wraparoundMode && '\x1b[?7l',
    modes.insertMode && '\x1b[4h',
    options.convertEol && '\x1b[20h',
    MOUSE_MODES[modes.mouseTrackingMode],
    MOUSE_ENCODINGS[internals.coreMouseService.activeEncoding],
    isCursorHidden && '\x1b[?25l',
    cursorStyle && `\x1b[${CURSOR_STYLES[cursorStyle] + (cursorBlink === false ? 1 : 0)} q`,
  ]
    .filter(Boolean)
    .join('')
}
