import { sessionOutlook } from '../domain/session-end.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Recorder } from './flight-recorder.ts'
import type { LiveSession } from './live-session.ts'
import type { Presence } from './presence.ts'
import type { Sessions } from './sessions.ts'
import type { WaitingRoom } from './waiting-room.ts'

/** How late a session may be warned or end. */
const TICK_MS = 1_000

export interface SessionEndsOptions {
  sessions: Sessions
  presence: Presence
  waitingRoom: WaitingRoom
  recorder: Recorder
  /** 0: never. */
  idleTimeoutMs: number
  clock: Clock
  log: Logger
}

/** Ends sessions whose time is up, and, after a warning, those that nobody uses. */
export class SessionEnds implements Disposable {
  readonly #options: SessionEndsOptions
  readonly #timer: NodeJS.Timeout

  constructor(options: SessionEndsOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  tick(): void {
    for (const session of this.#options.sessions.all()) this.#look(session)
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  #look(session: LiveSession): void {
    const { sessions, presence, waitingRoom, recorder, idleTimeoutMs, clock, log } = this.#options
    const { id: sessionId, expiresAt } = session.stored
    const isWaiting = waitingRoom.isWaiting(session)
    // Whoever has waited for long finds an instance that is new.
    if (isWaiting) presence.used(session)
    const lastUsedAt = presence.lastUsedAt(session)
    const outlook = sessionOutlook({ now: clock.now(), expiresAt, lastUsedAt, idleTimeoutMs, isWaiting })
    if (outlook.status === 'over') {
      return inBackground(sessions.close(session, outlook.by), log, { sessionId })
    }
    const endsAt = outlook.status === 'idle' ? outlook.endsAt : null
    if (endsAt !== null && session.idleEndsAt === null)
      recorder.record(sessionId, { type: 'idle-warned', endsAt })
    session.idleEndsAt = endsAt
  }
}
