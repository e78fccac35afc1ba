import { sql } from 'kysely'
import type { HubMode } from '../protocol/hub-mode.ts'
import type { Database } from './database.ts'

/**
 * Writes down the mode of sessions and workshops from before there was a choice: it was the whole machine's. Changes
 * nothing that has one.
 */
export async function settleHubModes(database: Database, mode: HubMode): Promise<void> {
  await sql`UPDATE sessions SET hub_mode = ${mode} WHERE hub_mode IS NULL`.execute(database)
  await sql`UPDATE workshops SET plan = json_set(plan, '$.hub', ${mode}) WHERE plan ->> '$.hub' IS NULL`.execute(
    database,
  )
}
