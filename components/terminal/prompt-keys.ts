import type { KeyPress } from './terminal-keys.ts'

/** What the page does with the commands of a terminal; `undefined` is any other key, which is not ours. */
export type PromptAction = 'previous-prompt' | 'next-prompt' | 'copy-output'

/**
 * Ctrl+Shift and an arrow, or O for output. No shell and no editor in a terminal gets to see Ctrl+Shift with a letter
 * as something of its own, and Ctrl with an arrow alone is readline's.
 */
export function decidePromptKey(press: KeyPress): PromptAction | undefined {
  if (!press.ctrlKey || !press.shiftKey || press.altKey || press.metaKey) return undefined
  switch (press.key) {
    case 'ArrowUp':
      return 'previous-prompt'
    case 'ArrowDown':
      return 'next-prompt'
    case 'o':
    case 'O':
      return 'copy-output'
    default:
      return undefined
  }
}

/** Looks at keys before xterm does, which sends whatever it gets to the shell. */
export function attachPromptKeys(
  parent: HTMLElement,
  perform: (action: PromptAction) => void,
): { dispose(): void } {
  const onKeyDown = (event: KeyboardEvent) => {
    const action = decidePromptKey(event)
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    perform(action)
  }
  parent.addEventListener('keydown', onKeyDown, true)
  return { dispose: () => parent.removeEventListener('keydown', onKeyDown, true) }
}
