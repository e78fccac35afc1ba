import type { Clock } from '../ports/clock.ts'
import type { EndedSession, SessionKey, TimelineStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { SessionId } from '../protocol/ids.ts'
import { closerSchema, type SessionEnd, type Timeline } from '../protocol/timeline.ts'
import type { Sessions } from './sessions.ts'

/** How long whoever had a session can read why it ended: until the next day of a class. */
export const ENDED_READABLE_MS = 24 * 3_600_000

export interface TimelinesOptions {
  sessions: Pick<Sessions, 'byKey'>
  store: TimelineStore
  clock: Clock
}

/** What happened in a session, for its participant: while it is open, and for a while after its end. */
export class Timelines {
  readonly #options: TimelinesOptions

  constructor(options: TimelinesOptions) {
    this.#options = options
  }

  /** Of the session that the caller has, or had last. Throws NO_SESSION. */
  async read(key: SessionKey | undefined): Promise<Timeline> {
    const { sessions } = this.#options
    const open = sessions.byKey(key)
    if (open) return { username: open.stored.username, ended: null, ...(await this.#entries(open.stored.id)) }
    const ended = await this.#ended(key)
    if (!ended) throw new LabError('NO_SESSION')
    return { username: ended.username, ended: toEnd(ended), ...(await this.#entries(ended.id)) }
  }

  /** How the caller's last session ended. Null: it is open, ended long ago, or never was. */
  async end(key: SessionKey | undefined): Promise<SessionEnd | null> {
    if (this.#options.sessions.byKey(key)) return null
    const ended = await this.#ended(key)
    return ended ? toEnd(ended) : null
  }

  async #ended(key: SessionKey | undefined): Promise<EndedSession | undefined> {
    if (!key) return undefined
    const { store, clock } = this.#options
    const ended = await store.endedSession(key)
    return ended && ended.closedAt >= clock.now() - ENDED_READABLE_MS ? ended : undefined
  }

  async #entries(id: SessionId): Promise<Pick<Timeline, 'entries' | 'isCut'>> {
    const entries = await this.#options.store.bySession(id)
    const isBegun = entries.some(({ event: { type } }) =>
      ['session-opened', 'session-claimed'].includes(type),
    )
    return { entries, isCut: !isBegun }
  }
}

function toEnd({ closedAt, closeReason }: EndedSession): SessionEnd {
  return { at: closedAt, by: closerSchema.safeParse(closeReason).data ?? null }
}
