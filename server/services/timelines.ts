import { sha256Hex } from '../lib/random.ts'
import type { Clock } from '../ports/clock.ts'
import type { EndedSession, TimelineStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { SessionId } from '../protocol/ids.ts'
import { closerSchema, type SessionEnd, type Timeline } from '../protocol/timeline.ts'
import type { Sessions } from './sessions.ts'

/** How long whoever had a session can read why it ended: until the next day of a class. */
export const ENDED_READABLE_MS = 24 * 3_600_000

export interface TimelinesOptions {
  sessions: Pick<Sessions, 'byToken'>
  store: TimelineStore
  clock: Clock
}

/** What happened in a session, for its participant: while it is open, and for a while after its end. */
export class Timelines {
  readonly #options: TimelinesOptions

  constructor(options: TimelinesOptions) {
    this.#options = options
  }

  /** Of the session that the cookie opens, or opened. Throws NO_SESSION. */
  async read(token: string | undefined): Promise<Timeline> {
    const { sessions } = this.#options
    const open = sessions.byToken(token)
    if (open) return { username: open.stored.username, ended: null, ...(await this.#entries(open.stored.id)) }
    const ended = await this.#ended(token)
    if (!ended) throw new LabError('NO_SESSION')
    return { username: ended.username, ended: toEnd(ended), ...(await this.#entries(ended.id)) }
  }

  /** How the session ended that the cookie opened. Null: it is open, ended long ago, or never was. */
  async end(token: string | undefined): Promise<SessionEnd | null> {
    if (this.#options.sessions.byToken(token)) return null
    const ended = await this.#ended(token)
    return ended ? toEnd(ended) : null
  }

  async #ended(token: string | undefined): Promise<EndedSession | undefined> {
    if (token === undefined) return undefined
    const { store, clock } = this.#options
    const ended = await store.endedSession(sha256Hex(token))
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
