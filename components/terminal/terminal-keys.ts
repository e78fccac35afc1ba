export interface KeyPress {
  key: string
  ctrlKey: boolean
  shiftKey: boolean
  altKey: boolean
  metaKey: boolean
}

export type KeyDecision =
  /** The shell gets it. */
  | 'shell'
  /** Copy the selection. */
  | 'copy'
  /** The browser does what it does with this key; a paste then arrives as a paste event, which needs no permission. */
  | 'browser'
  /** Leave the terminal: without a key for that, nobody could get out of it by keyboard. */
  | 'leave'

export function decideKey(press: KeyPress, { hasSelection }: { hasSelection: boolean }): KeyDecision {
  const { ctrlKey, shiftKey, altKey, metaKey } = press
  const key = press.key.toLowerCase()
  if (key === 'f6' && !ctrlKey && !altKey && !metaKey) return 'leave'
  if (key === 'insert' && shiftKey && !ctrlKey && !altKey) return 'browser'
  if (!ctrlKey || altKey || metaKey) return 'shell'
  if (key === 'v') return 'browser'
  // With nothing selected, Ctrl+Shift+C must still not interrupt a command.
  if (key === 'c' && shiftKey) return 'copy'
  if (key === 'c' && hasSelection) return 'copy'
  return 'shell'
}
