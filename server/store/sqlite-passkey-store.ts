import type { PasskeyStore, StoredPasskey } from '../ports/passkey-store.ts'
import type { PasskeyId } from '../protocol/passkey.ts'
import type { Database } from './database.ts'

export class SqlitePasskeyStore implements PasskeyStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async all(): Promise<StoredPasskey[]> {
    const rows = await this.#database.selectFrom('passkeys').selectAll().orderBy('created_at').execute()
    return rows.map((row) => ({
      id: row.id as PasskeyId,
      instructorId: row.instructor_id,
      credentialId: row.credential_id,
      userHandle: row.user_handle,
      publicKey: row.public_key,
      counter: row.counter,
      name: row.name,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }))
  }

  async save(passkey: StoredPasskey): Promise<void> {
    await savePasskey(this.#database, passkey)
  }

  async remove(id: PasskeyId): Promise<void> {
    await this.#database.deleteFrom('passkeys').where('id', '=', id).execute()
  }
}

/** `database`: also a transaction, of which it is a part. */
export async function savePasskey(
  database: Database,
  { counter, lastUsedAt, ...passkey }: StoredPasskey,
): Promise<void> {
  const changes = { counter, last_used_at: lastUsedAt }
  await database
    .insertInto('passkeys')
    .values({
      id: passkey.id,
      instructor_id: passkey.instructorId,
      credential_id: passkey.credentialId,
      user_handle: passkey.userHandle,
      public_key: passkey.publicKey,
      name: passkey.name,
      created_at: passkey.createdAt,
      ...changes,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute()
}
