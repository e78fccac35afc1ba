import type { ProgressEntry, ProgressStore } from '../ports/store.ts'
import type { ChapterProgress, DoneCheck } from '../protocol/checks.ts'
import type { ChapterId, CheckId, LabId, SessionId } from '../protocol/ids.ts'
import type { Database } from './database.ts'

export class SqliteProgressStore implements ProgressStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async markDone({ sessionId, lab, chapter, check }: ProgressEntry, doneAt: number): Promise<void> {
    await this.#database
      .insertInto('progress')
      .values({ session_id: sessionId, lab, chapter, check_id: check, done_at: doneAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  async unmark({ sessionId, lab, chapter, check }: ProgressEntry): Promise<void> {
    await this.#database
      .deleteFrom('progress')
      .where('session_id', '=', sessionId)
      .where('lab', '=', lab)
      .where('chapter', '=', chapter)
      .where('check_id', '=', check)
      .execute()
  }

  async bySession(sessionId: SessionId): Promise<ChapterProgress[]> {
    const rows = await this.#database
      .selectFrom('progress')
      .select(['lab', 'chapter', 'check_id'])
      .where('session_id', '=', sessionId)
      .orderBy('done_at')
      .execute()
    const chapters = new Map<string, ChapterProgress>()
    for (const { lab, chapter, check_id } of rows) {
      const key = `${lab}/${chapter}`
      const entry = chapters.get(key) ?? { lab: lab as LabId, chapter: chapter as ChapterId, done: [] }
      entry.done.push(check_id as CheckId)
      chapters.set(key, entry)
    }
    return [...chapters.values()]
  }

  async history(sessionId: SessionId): Promise<DoneCheck[]> {
    const rows = await this.#database
      .selectFrom('progress')
      .select(['lab', 'chapter', 'check_id', 'done_at'])
      .where('session_id', '=', sessionId)
      .orderBy('done_at')
      .execute()
    return rows.map(({ lab, chapter, check_id, done_at }) => ({
      lab: lab as LabId,
      chapter: chapter as ChapterId,
      check: check_id as CheckId,
      doneAt: done_at,
    }))
  }
}
