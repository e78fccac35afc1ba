import type { StoreApi } from 'zustand/vanilla'
import type { SessionState } from './session-state.ts'

/** What a person must know and that has no place of its own on the page; each message once. */
export class NoticeList {
  readonly #store: StoreApi<SessionState>
  #nextId = 1

  constructor(store: StoreApi<SessionState>) {
    this.#store = store
  }

  add(message: string): void {
    const { notices } = this.#store.getState()
    if (notices.some((notice) => notice.message === message)) return
    this.#store.setState({ notices: [...notices, { id: this.#nextId++, message }] })
  }

  dismiss(id: number): void {
    this.#store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  }
}
