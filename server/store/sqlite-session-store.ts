import type { SessionStore, StoredSession } from '../ports/store.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { Database } from './database.ts'

export class SqliteSessionStore implements SessionStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async insert(session: StoredSession): Promise<void> {
    await this.#database
      .insertInto('sessions')
      .values({ id: session.id, ...toColumns(session), closed_at: null, close_reason: null })
      .execute()
  }

  async update(session: StoredSession): Promise<void> {
    await this.#database
      .updateTable('sessions')
      .set(toColumns(session))
      .where('id', '=', session.id)
      .execute()
  }

  async remove(id: SessionId): Promise<void> {
    await this.#database.deleteFrom('sessions').where('id', '=', id).execute()
  }

  async open(): Promise<StoredSession[]> {
    const rows = await this.#database
      .selectFrom('sessions')
      .selectAll()
      .where('closed_at', 'is', null)
      .orderBy('created_at')
      .execute()
    return rows.map((row) => ({
      id: row.id as SessionId,
      tokenHash: row.token_hash,
      username: row.username,
      previewKey: row.preview_key,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      deadline: row.deadline,
      claimedAt: row.claimed_at,
      seatId: row.seat_id as SeatId | null,
      maxInstances: row.max_instances,
      hubMode: row.hub_mode,
    }))
  }

  async close(id: SessionId, closedAt: number, reason: string): Promise<void> {
    await this.#database
      .updateTable('sessions')
      .set({ closed_at: closedAt, close_reason: reason })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .execute()
  }
}

function toColumns(session: StoredSession) {
  return {
    token_hash: session.tokenHash,
    username: session.username,
    preview_key: session.previewKey,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    deadline: session.deadline,
    claimed_at: session.claimedAt,
    seat_id: session.seatId,
    max_instances: session.maxInstances,
    hub_mode: session.hubMode,
  }
}
