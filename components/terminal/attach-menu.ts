import type { Terminal } from '@xterm/xterm'
import { isForProgram } from './attach-selection-clipboard.ts'
import type { TerminalUi } from './terminal-ui.ts'

/**
 * Right click opens our menu. Shift+right click leaves the browser its own; a program that uses the mouse gets the
 * plain click, and then Shift+right click is ours.
 */
export function attachMenu(terminal: Terminal, ui: TerminalUi): { dispose(): void } {
  function open(event: MouseEvent) {
    const isMouseUsed = terminal.modes.mouseTrackingMode !== 'none'
    if (event.shiftKey && !isMouseUsed) return
    event.preventDefault()
    // xterm would move its input under the pointer and put the selection into it, for the browser's menu.
    event.stopPropagation()
    if (!isForProgram(terminal, event)) ui.setState({ menuAt: { x: event.clientX, y: event.clientY } })
  }
  terminal.element!.addEventListener('contextmenu', open, { capture: true })
  return { dispose: () => terminal.element?.removeEventListener('contextmenu', open, { capture: true }) }
}
