import { forgetInTab, keepInTab, readInTab } from '../ui/tab-storage.ts'

/** Edits that are not saved yet, with the version that they were made from. */
export interface Draft {
  text: string
  version: string | null
}

/** Where drafts are kept: a reload of the page, or a connection that is lost, must not lose them. */
export interface DraftStore {
  read(): Draft | null
  /** False when there is no room for it, or storage is refused. */
  write(draft: Draft): boolean
  clear(): void
}

/** In the browser's storage of this tab, one for each file. */
export function createDraftStore(key: string): DraftStore {
  const fullKey = `drydock-draft ${key}`
  return {
    read: () => parseDraft(readInTab(fullKey)),
    write: (draft) => keepInTab(fullKey, JSON.stringify(draft)),
    clear: () => forgetInTab(fullKey),
  }
}

function parseDraft(stored: string | null): Draft | null {
  try {
    const { text, version } = JSON.parse(stored ?? '{}') as Partial<Draft>
    if (typeof text !== 'string' || version === undefined) return null
    return { text, version }
  } catch {
    // Not ours: there is none.
    return null
  }
}
