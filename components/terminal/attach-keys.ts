import type { Terminal } from '@xterm/xterm'
import { decideKey, type KeyDecision } from './terminal-keys.ts'
import { changeFontSize } from './terminal-settings-store.ts'
import type { TerminalTools } from './terminal-tools.ts'
import { openSearch, type TerminalUi } from './terminal-ui.ts'

export interface KeyContext {
  tools: TerminalTools
  ui: TerminalUi
  onLeave: (direction: 'forward' | 'backward') => void
}

/** Gives each key to the shell, the browser or the page. xterm has one such handler, and forgets it with itself. */
export function attachKeys(terminal: Terminal, context: KeyContext): void {
  terminal.attachCustomKeyEventHandler((event) => {
    const decision = decideKey(event, { hasSelection: terminal.hasSelection() })
    if (decision === 'shell') return true
    if (decision === 'browser') return false
    event.preventDefault()
    if (event.type === 'keydown') act(decision, { ...context, terminal, isBackwards: event.shiftKey })
    return false
  })
}

function act(
  decision: Exclude<KeyDecision, 'shell' | 'browser'>,
  { tools, ui, onLeave, terminal, isBackwards }: KeyContext & { terminal: Terminal; isBackwards: boolean },
): void {
  switch (decision) {
    case 'copy':
      return tools.copySelection()
    case 'search':
      return openSearch(ui)
    case 'menu':
      return ui.setState({ menuAt: cursorPosition(terminal) })
    case 'larger':
      return changeFontSize(1)
    case 'smaller':
      return changeFontSize(-1)
    case 'usual-size':
      return changeFontSize(0)
    case 'leave':
      // A question in the terminal comes before the rest of the page.
      if (ui.getState().clipboardOffer !== null && !isBackwards) return focusQuestion(terminal)
      return onLeave(isBackwards ? 'backward' : 'forward')
  }
}

/** In the window. xterm keeps its input element at the cursor, for input methods. */
function cursorPosition(terminal: Terminal): { x: number; y: number } {
  const { left, bottom } = terminal.textarea!.getBoundingClientRect()
  return { x: left, y: bottom }
}

function focusQuestion(terminal: Terminal): void {
  terminal.element
    ?.closest('[data-terminal]')
    ?.querySelector<HTMLElement>('[data-terminal-question] button')
    ?.focus()
}
