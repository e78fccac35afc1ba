import graphemes from '@xterm/addon-unicode-graphemes'
import headless from '@xterm/headless'
import type { TerminalSize } from '../domain/terminal-size.ts'

/** Lines above the screen that are kept with it: a build's last words, and how it came to them. */
const LINES_ABOVE = 200
/** Of one terminal: all that fits on some screens of usual size. The newest is kept. */
export const MAX_SCREEN_CHARACTERS = 16 * 1024

export interface RecentOutput {
  size: TerminalSize
  /** To be written before, for a screen that the bytes go on with. */
  screen: string | undefined
  bytes: Uint8Array
}

/** The text that somebody sees who looks at this output, and scrolls up a little. Without colours, without blank ends. */
export async function screenText({ size, screen, bytes }: RecentOutput): Promise<string> {
  const terminal = new headless.Terminal({ ...size, scrollback: LINES_ABOVE, allowProposedApi: true })
  terminal.loadAddon(new graphemes.UnicodeGraphemesAddon())
  try {
    if (screen !== undefined) await write(terminal, screen)
    await write(terminal, bytes)
    return clip(linesOf(terminal.buffer.active).join('\n').trimEnd())
  } finally {
    terminal.dispose()
  }
}

function write(terminal: headless.Terminal, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(data, resolve))
}

function linesOf(buffer: headless.IBuffer): string[] {
  const lines: string[] = []
  for (let index = 0; index < buffer.length; index++) {
    const line = buffer.getLine(index)!
    // A row that goes on in the next one keeps its blanks.
    const text = line.translateToString(!buffer.getLine(index + 1)?.isWrapped)
    if (line.isWrapped && lines.length > 0) lines.push(lines.pop()! + text)
    else lines.push(text)
  }
  return lines
}

function clip(text: string): string {
  if (text.length <= MAX_SCREEN_CHARACTERS) return text
  const newest = text.slice(-MAX_SCREEN_CHARACTERS)
  return newest.slice(newest.indexOf('\n') + 1)
}
