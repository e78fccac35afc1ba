import type { EndedSession, SessionKey, TimelineStore } from '../ports/store.ts'
import type { SessionId } from '../protocol/ids.ts'
import { MAX_TIMELINE_ENTRIES } from '../protocol/limits.ts'
import { timelineEventSchema, type TimelineEntry, type TimelineEvent } from '../protocol/timeline.ts'
import type { Database } from './database.ts'

export class SqliteTimelineStore implements TimelineStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async append(sessionId: SessionId, at: number, event: TimelineEvent): Promise<TimelineEntry> {
    const { id } = await this.#database
      .insertInto('timeline')
      .values({ session_id: sessionId, at, event: JSON.stringify(event) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await this.#dropOldest(sessionId)
    return { id, at, event }
  }

  async bySession(sessionId: SessionId): Promise<TimelineEntry[]> {
    const rows = await this.#database
      .selectFrom('timeline')
      .select(['id', 'at', 'event'])
      .where('session_id', '=', sessionId)
      .orderBy('id')
      .execute()
    return rows.flatMap(({ id, at, event }) => {
      // Another version of Drydock may have known other events.
      const parsed = timelineEventSchema.safeParse(JSON.parse(event))
      return parsed.success ? { id, at, event: parsed.data } : []
    })
  }

  async endedSession(key: SessionKey): Promise<EndedSession | undefined> {
    const ended = this.#database
      .selectFrom('sessions')
      .select(['id', 'username', 'closed_at', 'close_reason'])
      .where('closed_at', 'is not', null)
      // Two may have ended in one millisecond.
      .orderBy('closed_at', 'desc')
      .orderBy('created_at', 'desc')
    const own =
      'seatId' in key
        ? ended.where('seat_id', '=', key.seatId)
        : ended.where('token_hash', '=', key.tokenHash)
    const row = await own.limit(1).executeTakeFirst()
    if (row?.closed_at == null) return undefined
    const { id, username, closed_at: closedAt, close_reason: closeReason } = row
    return { id: id as SessionId, username, closedAt, closeReason }
  }

  async prune(closedBefore: number): Promise<number> {
    const closed = this.#database.selectFrom('sessions').select('id').where('closed_at', '<', closedBefore)
    const { numDeletedRows } = await this.#database
      .deleteFrom('timeline')
      .where('session_id', 'in', closed)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }

  async #dropOldest(sessionId: SessionId): Promise<void> {
    const newestDropped = this.#database
      .selectFrom('timeline')
      .select('id')
      .where('session_id', '=', sessionId)
      .orderBy('id', 'desc')
      .limit(1)
      .offset(MAX_TIMELINE_ENTRIES)
    await this.#database
      .deleteFrom('timeline')
      .where('session_id', '=', sessionId)
      .where('id', '<=', newestDropped)
      .execute()
  }
}
