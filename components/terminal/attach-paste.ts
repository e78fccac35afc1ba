import type { TerminalTools } from './terminal-tools.ts'

/** Takes paste events before xterm does: what is pasted may have to be asked about first. */
export function attachPaste(element: HTMLElement, tools: TerminalTools): { dispose(): void } {
  function paste(event: ClipboardEvent) {
    event.preventDefault()
    event.stopImmediatePropagation()
    tools.paste(event.clipboardData?.getData('text/plain') ?? '')
  }
  element.addEventListener('paste', paste, { capture: true })
  return { dispose: () => element.removeEventListener('paste', paste, { capture: true }) }
}
