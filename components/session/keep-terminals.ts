import type { StoreApi } from 'zustand/vanilla'
import type { SessionState } from './session-state.ts'
import type { TerminalsListener } from './terminal-channels.ts'

/** What terminals say of themselves, in the session's state. */
export function keepTerminals(store: StoreApi<SessionState>): TerminalsListener {
  return {
    onStatus: (key, status) =>
      store.setState(({ terminals }) => ({ terminals: { ...terminals, [key]: status } })),
    onPresence: (key, presence) =>
      store.setState(({ presences }) => ({ presences: { ...presences, [key]: presence } })),
  }
}
