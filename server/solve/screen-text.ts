import headless from '@xterm/headless'

/** Wide enough that no line of a lab's tables breaks. */
export const SCREEN_SIZE = { cols: 220, rows: 50 }
const SCROLLBACK_LINES = 5_000

/** What output looks like when all of it has been printed: progress bars have come to rest, colours are gone. */
export async function screenText(output: Uint8Array): Promise<string> {
  const terminal = new headless.Terminal({
    ...SCREEN_SIZE,
    scrollback: SCROLLBACK_LINES,
    allowProposedApi: true,
  })
  try {
    await new Promise<void>((resolve) => terminal.write(output, resolve))
    const { active } = terminal.buffer
    const lines = Array.from({ length: active.length }, (_, index) => active.getLine(index)!)
    return lines
      .reduce((text, line) => `${text}${line.isWrapped ? '' : '\n'}${line.translateToString(true)}`, '')
      .trim()
  } finally {
    terminal.dispose()
  }
}
