import type { Terminal } from '@xterm/xterm'
import { copyText } from '../ui/copy-text.ts'
import { terminalSettings } from './terminal-settings-store.ts'
import type { TerminalTools } from './terminal-tools.ts'
import { watchMouseSelection } from './watch-mouse-selection.ts'

/**
 * The last selection in any terminal of the page, for the middle button. As X11's PRIMARY it survives what clears it
 * on the screen; other than PRIMARY it holds only text from our terminals, and works on every system.
 */
let lastSelection = ''

/** Select-to-copy, where it is switched on, and pasting with the middle button. */
export function attachSelectionClipboard(terminal: Terminal, tools: TerminalTools): { dispose(): void } {
  const element = terminal.element!
  const selections = watchMouseSelection(terminal, (text) => {
    lastSelection = text
    // When it is refused, the selection is still there for Ctrl+C.
    if (terminalSettings.getState().isSelectToCopy) void copyText(text)
  })
  function handleMiddleButton(event: MouseEvent) {
    if (event.button !== 1 || isForProgram(terminal, event)) return
    // Of the three events of a click, one starts scrolling and one pastes the system's own selection beside ours.
    event.preventDefault()
    event.stopPropagation()
    if (event.type === 'auxclick' && lastSelection !== '') tools.paste(lastSelection)
  }
  const types = ['mousedown', 'mouseup', 'auxclick'] as const
  for (const type of types) element.addEventListener(type, handleMiddleButton, { capture: true })
  return {
    dispose: () => {
      selections.dispose()
      for (const type of types) element.removeEventListener(type, handleMiddleButton, { capture: true })
    },
  }
}

/** Programs such as mc and vim ask for the mouse; Shift keeps it for the terminal, as everywhere. */
export function isForProgram(terminal: Terminal, { shiftKey }: Pick<MouseEvent, 'shiftKey'>): boolean {
  return terminal.modes.mouseTrackingMode !== 'none' && !shiftKey
}
