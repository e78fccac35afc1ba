import { randomBase32, randomToken } from '../lib/random.ts'
import type { Database } from './database.ts'

/** Made once for each data directory. */
export interface Identity {
  /** Tells this broker's objects on the lab engine from another's. */
  owner: string
  /** Opens the instructor's pages. */
  instructorToken: string
  /** From which the sessions' accounts at the Hub are derived. */
  hubSecret: string
}

export async function readIdentity(database: Database): Promise<Identity> {
  return {
    owner: await readOrMake(database, 'owner', () => randomBase32(16)),
    instructorToken: await readOrMake(database, 'instructor-token', randomToken),
    hubSecret: await readOrMake(database, 'hub-secret', randomToken),
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
