import { randomBase32, randomToken } from '../lib/random.ts'
import type { Settings } from '../ports/store.ts'
import type { Database } from './database.ts'

/** Made once for each data directory. */
export interface Identity {
  /** Tells this broker's objects on the lab engine from another's. */
  owner: string
  /** Opens the instructor's pages. */
  instructorToken: string
  /** Opens what is for the operator: metrics, drain, the audit log. */
  operatorToken: string
  /** From which the sessions' accounts at the Hub are derived. */
  hubSecret: string
}

export async function readIdentity(database: Database): Promise<Identity> {
  return {
    owner: await readOrMake(database, 'owner', () => randomBase32(16)),
    instructorToken: await readOrMake(database, 'instructor-token', randomToken),
    operatorToken: await readOrMake(database, 'operator-token', randomToken),
    hubSecret: await readOrMake(database, 'hub-secret', randomToken),
  }
}

export class SettingsStore implements Settings {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async read(name: string): Promise<string | undefined> {
    const row = await this.#database
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.value
  }

  async write(name: string, value: string): Promise<void> {
    await this.#database
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.doUpdateSet({ value }))
      .execute()
  }
}

async function readOrMake(database: Database, name: string, make: () => string): Promise<string> {
  await database
    .insertInto('settings')
    .values({ name, value: make() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { value } = await database
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return value
}
