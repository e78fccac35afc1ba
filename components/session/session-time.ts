import type { StoreApi } from 'zustand/vanilla'
import type { ClientMessage } from '../../server/protocol/messages.ts'
import { explain, type SessionApi } from './session-api.ts'
import type { SessionState } from './session-state.ts'

/** Often enough for the broker to know that somebody is there, and rare enough to cost nothing. */
const REPORT_MS = 30_000

export interface SessionTimeOptions {
  store: StoreApi<SessionState>
  api: Pick<SessionApi, 'extendSession'>
  send: (message: ClientMessage) => void
  notify: (message: string) => void
  /** Milliseconds since the epoch. */
  now?: () => number
}

/** How long the session goes on: its extension, and the signs that somebody uses it. */
export class SessionTime {
  readonly #options: SessionTimeOptions
  #reportedAt = -Infinity

  constructor(options: SessionTimeOptions) {
    this.#options = options
  }

  /** The session's own message shows the new time. */
  async extend(): Promise<void> {
    try {
      await this.#options.api.extendSession()
    } catch (error) {
      this.#options.notify(`The session was not extended. ${explain(error)}`)
    }
  }

  /** The participant says so. */
  stay(): void {
    this.#options.send({ type: 'present' })
  }

  /** Somebody moves on the page. Once the warning is there, only a clear word counts: see `stay`. */
  moved(): void {
    const { store, now = Date.now } = this.#options
    const { phase } = store.getState()
    if (phase.status !== 'open' || phase.session.idleEndsAt !== null) return
    if (now() - this.#reportedAt < REPORT_MS) return
    this.#reportedAt = now()
    this.stay()
  }
}
