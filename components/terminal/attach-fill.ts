import type { Terminal } from '@xterm/xterm'
import type { TerminalUi } from './terminal-ui.ts'

/** What the tip hides, and one more. */
const LAST_ROWS = 4

/** Tells when the prompt has come down to where the tip lies; it does not come up again but for a moment. */
export function attachFill(
  terminal: Pick<Terminal, 'onCursorMove' | 'onResize' | 'rows'> & {
    buffer: { active: { cursorY: number } }
  },
  ui: TerminalUi,
): { dispose(): void } {
  const look = () => {
    if (terminal.buffer.active.cursorY < terminal.rows - LAST_ROWS) return
    // It is so for good: what a program prints then need not be looked at.
    dispose()
    ui.setState({ isFilled: true })
  }
  const attached = [terminal.onCursorMove(look), terminal.onResize(look)]
  const dispose = () => attached.forEach((listener) => listener.dispose())
  return { dispose }
}
