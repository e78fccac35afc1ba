import type { XtermScreen } from './xterm-screen.ts'

/** What a browser test or a script may read of a terminal: a contract, see `e2e/`. */
export interface TerminalProbe {
  /** Scrollback and screen as text. */
  text(): string
  size(): { cols: number; rows: number }
}

declare global {
  interface Window {
    /** The first terminal by its instance: `window.__drydock.terminals["node1"].text()`; others as `node1/2`. */
    __drydock?: { terminals: Record<string, TerminalProbe> }
  }
}

/** xterm draws only what is in view, so what a terminal shows cannot be read from the page's elements. */
export function publishProbe(name: string, screen: XtermScreen): () => void {
  const { terminals } = (window.__drydock ??= { terminals: {} })
  const probe: TerminalProbe = { text: () => screen.text(), size: () => screen.shownSize }
  terminals[name] = probe
  return () => {
    if (terminals[name] === probe) delete terminals[name]
  }
}
