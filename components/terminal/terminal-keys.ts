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
  | 'search'
  | 'menu'
  | 'larger'
  | 'smaller'
  | 'usual-size'

/**
 * Ctrl and Cmd (meta) are asked alike: where there is no Cmd key, the system keeps the Windows key's combinations
 * for itself.
 */
export function decideKey(press: KeyPress, { hasSelection }: { hasSelection: boolean }): KeyDecision {
  const { ctrlKey, shiftKey, altKey, metaKey } = press
  const key = press.key.toLowerCase()
  if (altKey) return 'shell'
  if (ctrlKey !== metaKey) return decideCommand({ key, shiftKey, metaKey, hasSelection })
  if (ctrlKey) return 'shell'
  if (key === 'f6') return 'leave'
  if (key === 'insert' && shiftKey) return 'browser'
  if (key === 'contextmenu' || (key === 'f10' && shiftKey)) return 'menu'
  return 'shell'
}

/** With Ctrl or Cmd, and not with Alt. */
function decideCommand({
  key,
  shiftKey,
  metaKey,
  hasSelection,
}: {
  key: string
  shiftKey: boolean
  metaKey: boolean
  hasSelection: boolean
}): KeyDecision {
  switch (key) {
    case 'v':
      return 'browser'
    case 'c':
      // With nothing selected, Ctrl+Shift+C must still not interrupt a command.
      return hasSelection || shiftKey || metaKey ? 'copy' : 'shell'
    case 'insert':
      return metaKey ? 'shell' : 'copy'
    case 'f':
      return shiftKey ? 'search' : 'shell'
    // The browser would enlarge the whole page. Shift is part of + on many keyboards; Ctrl+_ is the shell's undo.
    case '=':
    case '+':
      return 'larger'
    case '-':
      return 'smaller'
    case '0':
      return 'usual-size'
    default:
      return 'shell'
  }
}
