import type { Terminal } from '@xterm/xterm'
import { copyText } from '../ui/copy-text.ts'
import { openTerminalSearch, type MatchCount, type TerminalSearch } from './open-terminal-search.ts'
import { decidePaste, preparePaste } from './prepare-paste.ts'
import { putTipAway } from './tip-state.ts'
import { openSearch, type TerminalUi } from './terminal-ui.ts'

/** What menus and keys do with a terminal. */
export interface TerminalTools {
  hasSelection: () => boolean
  copySelection: () => void
  /** Pastes, or asks first where each line would run by itself. */
  paste: (text: string) => void
  /** The answer to that question. */
  answerPaste: (isWanted: boolean) => void
  pasteFromClipboard: () => void
  selectAll: () => void
  /** All but the line with the cursor. */
  clear: () => void
  focus: () => void
  /** Opens the search bar, or goes to it. */
  showSearch: () => void
  /** Finds text in what the terminal holds; `onCount` hears what it has found. */
  openSearch: (onCount: (count: MatchCount) => void) => TerminalSearch
}

export const CLIPBOARD_REFUSED =
  'The browser does not let this page read the clipboard. Press Ctrl+Shift+V (on a Mac ⌘V).'

export function createTerminalTools(terminal: Terminal, ui: TerminalUi): TerminalTools {
  const paste = (text: string) => {
    const prepared = preparePaste(text)
    putTipAway()
    if (decidePaste(prepared, terminal.modes) === 'ask') ui.setState({ pasteToConfirm: prepared })
    else terminal.paste(prepared)
  }
  return {
    hasSelection: () => terminal.hasSelection(),
    copySelection: () => copySelection(terminal),
    paste,
    answerPaste: (isWanted) => {
      const text = ui.getState().pasteToConfirm
      ui.setState({ pasteToConfirm: null })
      if (isWanted && text !== null) terminal.paste(text)
      terminal.focus()
    },
    pasteFromClipboard: () =>
      void readClipboard().then((text) => {
        terminal.focus()
        if (text === null) ui.setState({ notice: CLIPBOARD_REFUSED })
        else paste(text)
      }),
    selectAll: () => terminal.selectAll(),
    clear: () => terminal.clear(),
    focus: () => terminal.focus(),
    showSearch: () => openSearch(ui),
    openSearch: (onCount) => openTerminalSearch(terminal, onCount),
  }
}

function copySelection(terminal: Terminal): void {
  const text = terminal.getSelection()
  if (text === '') return
  // When it was not copied the selection stays: it shows that, and the browser's own menu can still copy it.
  void copyText(text).then((isCopied) => {
    if (!isCopied) return
    // Meanwhile something else may have been selected.
    if (terminal.getSelection() === text) terminal.clearSelection()
    putTipAway()
  })
}

/** Null without the permission, or on a plain http address, where browsers have no such function. */
async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText()
  } catch {
    return null
  }
}
