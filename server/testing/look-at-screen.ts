import graphemes from '@xterm/addon-unicode-graphemes'
import headless from '@xterm/headless'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { PIECE_BYTES, type OutputHistory } from '../services/output-history.ts'
import { attributesOf, internalsOf, type Attributes } from '../services/screen-internals.ts'

/** Resolves when all has been parsed that is to be dropped. */
export async function settled(history: OutputHistory, capacity: number): Promise<void> {
  while (history.isParsing || history.end - history.start >= capacity + PIECE_BYTES)
    await new Promise(setImmediate)
}

/** All that there is from an offset on. */
export function readFrom(history: OutputHistory, offset: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = offset; at < history.end; at += parts.at(-1)!.length) parts.push(history.read(at, 1000))
  return Buffer.concat(parts)
}

/** All that can be seen, cell by cell, and how a terminal goes on from there. */
export async function look(size: TerminalSize, ...output: (string | Uint8Array)[]) {
  const terminal = new headless.Terminal({ ...size, scrollback: 0, allowProposedApi: true })
  terminal.loadAddon(new graphemes.UnicodeGraphemesAddon())
  for (const part of output) await new Promise<void>((resolve) => terminal.write(part, resolve))
  const { normal, active } = terminal.buffer
  const { buffers, coreService, coreMouseService, _charsetService: charsets, ...core } = internalsOf(terminal)
  const state = active.type === 'normal' ? buffers.normal : buffers.alt
  const { savedX, savedY, savedCurAttrData } = state
  const result = {
    screens: [rowsOf(terminal, normal), ...(active === normal ? [] : [rowsOf(terminal, active)])],
    cursor: [active.cursorX, active.cursorY],
    pen: looksOf(core._inputHandler._curAttrData),
    type: active.type,
    modes: { ...terminal.modes },
    cursorStyle: { ...coreService.decPrivateModes },
    isCursorHidden: coreService.isCursorHidden,
    regions: [buffers.normal, state].map(({ scrollTop, scrollBottom }) => [scrollTop, scrollBottom]),
    saved: [savedX, savedY, looksOf(savedCurAttrData)],
    // DECRC leaves the chosen set without being in use; only a shift to where it is already would tell.
    linesAreDrawn: [
      charsets.glevel,
      ...[0, 1].map(
        (level) => (level === charsets.glevel ? charsets.charset : charsets._charsets[level])?.['`'] === '◆',
      ),
    ],
    mouse: coreMouseService.activeEncoding,
  }
  terminal.dispose()
  return result
}

/** Rows that go on in the one before begin with `>`; a look comes before the first cell that has it. */
function rowsOf({ rows, cols }: headless.Terminal, buffer: headless.IBuffer): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row)!
    let text = line.isWrapped ? '>' : ''
    let before = ''
    for (let column = 0; column < cols; column++) {
      const cell = line.getCell(column)!
      if (cell.getWidth() === 0) continue
      // Without text there is nothing but the background.
      const looks = cell.getChars() === '' ? backgroundOf(attributesOf(cell)) : looksOf(attributesOf(cell))
      if (looks !== before) text += `<${looks}>`
      before = looks
      text += cell.getChars() || ' '
    }
    return text
  })
}

function looksOf(of: Attributes): string {
  const { fg, extended } = of
  const flags = [
    of.isBold() && 'bold',
    of.isDim() && 'dim',
    of.isItalic() && 'italic',
    of.isBlink() && 'blink',
    of.isInverse() && 'inverse',
    of.isInvisible() && 'invisible',
    of.isStrikethrough() && 'strikethrough',
    of.isOverline() && 'overline',
    of.isUnderline() && `underline ${underlineStyleOf(of)}`,
    of.hasExtendedAttrs() && `underline color ${extended.underlineColor}`,
  ]
  return [colorOf(fg), backgroundOf(of), ...flags.filter(Boolean)].join(' ')
}

/**
 * DECRC in xterm gives an underline back without its style, which is 0 where nothing was underlined before. No SGR does
 * that, so drawing it anew gives a single line. WebGL draws both as one; page elements draw no line for 0, and there
 * who comes later sees one that the others do not: the program has asked for it.
 */
function underlineStyleOf(of: Attributes): number {
  return (of.hasExtendedAttrs() && of.extended.underlineStyle) || 1
}

function backgroundOf({ bg }: Attributes): string {
  return `on ${colorOf(bg)}`
}

/** Its kind, and as many of its bits as that kind has. */
function colorOf(bits: number): string {
  const kind = (bits >> 24) & 3
  return kind === 0 ? 'default' : `${kind}:${(bits & (kind === 3 ? 0xffffff : 0xff)).toString(16)}`
}
