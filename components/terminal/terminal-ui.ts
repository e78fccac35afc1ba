import { createStore, type StoreApi } from 'zustand/vanilla'

/** What a terminal shows beside its text, or asks the person. It knows nothing of xterm. */
export interface TerminalUiState {
  /** A paste that would run line by line waits for an answer. */
  pasteToConfirm: string | null
  /** A program wants this on the clipboard (OSC 52), and nobody has allowed it yet. */
  clipboardOffer: string | null
  /** Where the context menu is open, from the upper left corner of the window. */
  menuAt: { x: number; y: number } | null
  isSearchOpen: boolean
  /** Rises whenever somebody asks for the search, also while it is open. */
  searchRequests: number
  /** The link under the pointer; the position is the pointer's in the window. */
  hoveredLink: { address: string; x: number; y: number } | null
  /** A link that was tapped: no pointer has shown where it leads. */
  linkToConfirm: string | null
  /** Its text has once come down to the last rows, over which the tip lies. */
  isFilled: boolean
  /** Rises with each ring. */
  rings: number
  /** A sentence that goes away by itself. */
  notice: string | null
}

export type TerminalUi = StoreApi<TerminalUiState>

export function createTerminalUi(): TerminalUi {
  return createStore<TerminalUiState>(() => ({
    pasteToConfirm: null,
    clipboardOffer: null,
    menuAt: null,
    isSearchOpen: false,
    searchRequests: 0,
    hoveredLink: null,
    linkToConfirm: null,
    isFilled: false,
    rings: 0,
    notice: null,
  }))
}

export function openSearch(ui: TerminalUi): void {
  ui.setState(({ searchRequests }) => ({ isSearchOpen: true, searchRequests: searchRequests + 1 }))
}
