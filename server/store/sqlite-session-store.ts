import type { SessionStore, StoredSession } from '../ports/store.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { Database } from './database.ts'

export class SqliteSessionStore implements SessionStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async insert(session: StoredSession): Promise<void> {
    await this.#database
      .insertInto('sessions')
      .values({
        id: session.id,
        token_hash: session.tokenHash,
        username: session.username,
        preview_key: session.previewKey,
        created_at: session.createdAt,
        expires_at: session.expiresAt,
        closed_at: null,
        close_reason: null,
      })
      .execute()
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
