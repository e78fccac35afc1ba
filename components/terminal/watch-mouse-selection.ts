import type { Terminal } from '@xterm/xterm'

/** Calls back with what a mouse has selected, when its button is let go; a search selects too, and does not count. */
export function watchMouseSelection(
  terminal: Terminal,
  onSelected: (text: string) => void,
): { dispose(): void } {
  let isPressed = false
  let isChanged = false
  function press() {
    isPressed = true
    isChanged = false
  }
  function release() {
    if (!isPressed) return
    isPressed = false
    // xterm ends the selection in a listener of its own, which may come after this one.
    setTimeout(() => {
      const text = isChanged ? terminal.getSelection() : ''
      if (text !== '') onSelected(text)
    })
  }
  const element = terminal.element!
  element.addEventListener('mousedown', press)
  // The button may be let go anywhere.
  document.addEventListener('mouseup', release)
  const changes = terminal.onSelectionChange(() => (isChanged = true))
  return {
    dispose: () => {
      element.removeEventListener('mousedown', press)
      document.removeEventListener('mouseup', release)
      changes.dispose()
    },
  }
}
