/** What a tab keeps through reloads, and no other has. A browser may refuse storage, or have no room: then nothing is kept. */

/** Null: there is none. */
export function readInTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** False: it is not kept. */
export function keepInTab(key: string, value: string): boolean {
  try {
    sessionStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

export function forgetInTab(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Refused: there was none.
  }
}
