import serialize from '@xterm/addon-serialize'
import graphemes from '@xterm/addon-unicode-graphemes'
import headless from '@xterm/headless'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { PIECE_BYTES, type OutputHistory } from '../services/output-history.ts'

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

/** All that can be seen, and how a terminal goes on from there. */
export async function look(size: TerminalSize, ...output: (string | Uint8Array)[]) {
  const terminal = new headless.Terminal({ ...size, scrollback: 0, allowProposedApi: true })
  const serializer = new serialize.SerializeAddon()
  terminal.loadAddon(serializer)
  terminal.loadAddon(new graphemes.UnicodeGraphemesAddon())
  for (const part of output) await new Promise<void>((resolve) => terminal.write(part, resolve))
  const { cursorX, cursorY, type } = terminal.buffer.active
  const screen = serializer.serialize({ scrollback: 0 })
  const { _core: core } = terminal as unknown as { _core: Record<string, Record<string, unknown>> }
  const { scrollTop, scrollBottom } = core.buffers!.active as { scrollTop: number; scrollBottom: number }
  const result = {
    screen,
    cursor: [cursorX, cursorY],
    type,
    modes: { ...terminal.modes },
    isCursorHidden: core.coreService!.isCursorHidden,
    region: [scrollTop, scrollBottom],
    mouse: core.coreMouseService!.activeEncoding,
  }
  terminal.dispose()
  return result
}
