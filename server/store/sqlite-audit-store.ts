import type { AuditStore } from '../ports/store.ts'
import { auditEntrySchema, type AuditEntry } from '../protocol/audit.ts'
import type { Database } from './database.ts'

/** Triggers of the schema refuse to change an entry, and to remove one that is younger than 400 days. */
export class SqliteAuditStore implements AuditStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async append(entry: Omit<AuditEntry, 'id'>): Promise<void> {
    await this.#database.insertInto('audit').values(entry).execute()
  }

  async newest({ before, limit }: { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
    let query = this.#database.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
    if (before !== undefined) query = query.where('id', '<', before)
    return (await query.execute()).map((row) => auditEntrySchema.parse(row))
  }

  async prune(before: number): Promise<void> {
    await this.#database.deleteFrom('audit').where('at', '<', before).execute()
  }
}
