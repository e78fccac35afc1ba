import type { InstanceId } from '../domain/instance.ts'
import type { StoredTerminal, TerminalStore } from '../ports/store.ts'
import { terminalNumberSchema, type SessionId, type TerminalNumber } from '../protocol/ids.ts'
import type { Database } from './database.ts'

export class SqliteTerminalStore implements TerminalStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async set(sessionId: SessionId, { instanceId, number, name }: StoredTerminal): Promise<void> {
    await this.#database
      .insertInto('terminals')
      .values({ session_id: sessionId, instance_id: instanceId, number, name })
      .onConflict((conflict) =>
        conflict.columns(['session_id', 'instance_id', 'number']).doUpdateSet({ name }),
      )
      .execute()
  }

  async remove(sessionId: SessionId, instanceId: InstanceId, number: TerminalNumber): Promise<void> {
    await this.#database
      .deleteFrom('terminals')
      .where('session_id', '=', sessionId)
      .where('instance_id', '=', instanceId)
      .where('number', '=', number)
      .execute()
  }

  async bySession(sessionId: SessionId): Promise<StoredTerminal[]> {
    const rows = await this.#database
      .selectFrom('terminals')
      .select(['instance_id', 'number', 'name'])
      .where('session_id', '=', sessionId)
      .execute()
    return rows.map(({ instance_id, number, name }) => ({
      instanceId: instance_id as InstanceId,
      number: terminalNumberSchema.parse(number),
      name,
    }))
  }
}
