import type { Terminal } from '@xterm/xterm'
import type { TerminalUi } from './terminal-ui.ts'
import { openWebAddress, parseWebAddress } from './web-address.ts'

/**
 * Links in the text, and those that programs declare (OSC 8). A plain click is for focus and selection, so Ctrl or
 * Cmd opens, as in other terminals; before that, the pointer has shown where the link leads. A finger shows nothing
 * beforehand, so a tap asks.
 */
export function attachLinks(terminal: Terminal, ui: TerminalUi): { dispose(): void } {
  function activate(event: MouseEvent, text: string) {
    const address = parseWebAddress(text)
    if (address === null) return
    if (event.ctrlKey || event.metaKey) openWebAddress(address)
    else if (matchMedia('(pointer: coarse)').matches) ui.setState({ linkToConfirm: address })
  }
  function hover(event: MouseEvent, text: string) {
    const address = parseWebAddress(text)
    if (address !== null) ui.setState({ hoveredLink: { address, x: event.clientX, y: event.clientY } })
  }
  const leave = () => ui.setState({ hoveredLink: null })

  terminal.options.linkHandler = { activate, hover, leave }
  let isDisposed = false
  // Plain addresses become links a moment later: the prompt need not wait for it.
  import('@xterm/addon-web-links')
    .then(({ WebLinksAddon }) => {
      if (!isDisposed) terminal.loadAddon(new WebLinksAddon(activate, { hover, leave }))
    })
    .catch(() => undefined)
  return { dispose: () => void (isDisposed = true) }
}
