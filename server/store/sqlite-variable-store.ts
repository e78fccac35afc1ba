import type { VariableStore } from '../ports/store.ts'
import type { ChapterRef, SessionId, VariableName } from '../protocol/ids.ts'
import type { Database } from './database.ts'

export class SqliteVariableStore implements VariableStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async set(
    sessionId: SessionId,
    { lab, chapter }: ChapterRef,
    { name, value }: { name: VariableName; value: string },
  ): Promise<void> {
    await this.#database
      .insertInto('variables')
      .values({ session_id: sessionId, lab, chapter, name, value })
      .onConflict((conflict) =>
        conflict.columns(['session_id', 'lab', 'chapter', 'name']).doUpdateSet({ value }),
      )
      .execute()
  }

  async byChapter(sessionId: SessionId, { lab, chapter }: ChapterRef): Promise<Record<string, string>> {
    const rows = await this.#database
      .selectFrom('variables')
      .select(['name', 'value'])
      .where('session_id', '=', sessionId)
      .where('lab', '=', lab)
      .where('chapter', '=', chapter)
      .execute()
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  }
}
