import { Kysely, SqliteDialect, type Generated } from 'kysely'
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { HubMode } from '../protocol/hub-mode.ts'
import { findDamage, moveAside } from './damaged-file.ts'
import { migrate } from './migrations.ts'
import { kyselyDatabase } from './node-sqlite-adapter.ts'

export interface Tables {
  sessions: {
    id: string
    token_hash: string
    username: string
    preview_key: string
    created_at: number
    expires_at: number
    deadline: number
    claimed_at: number | null
    seat_id: string | null
    max_instances: number | null
    /** In no row empty once `settleHubModes` has run. */
    hub_mode: HubMode
    closed_at: number | null
    close_reason: string | null
  }
  progress: {
    session_id: string
    lab: string
    chapter: string
    check_id: string
    done_at: number
  }
  variables: {
    session_id: string
    lab: string
    chapter: string
    name: string
    value: string
  }
  terminals: {
    session_id: string
    instance_id: string
    number: number
    name: string | null
  }
  timeline: {
    id: Generated<number>
    session_id: string
    at: number
    /** JSON. */
    event: string
  }
  audit: {
    id: Generated<number>
    at: number
    role: string
    address: string | null
    act: string
    target: string | null
    result: string
  }
  settings: { name: string; value: string }
  instructors: { id: string; name: string; password_hash: string | null; created_at: number }
  sign_ins: { token_hash: string; instructor_id: string; expires_at: number }
  passkeys: {
    id: string
    instructor_id: string
    credential_id: string
    user_handle: string
    public_key: string
    counter: number
    name: string
    created_at: number
    last_used_at: number | null
  }
  invitations: {
    key_hash: string
    workshop_id: string | null
    invited_by: string | null
    expires_at: number
  }
  workshops: {
    id: string
    join_code: string
    /** JSON. */
    plan: string
    /** JSON. */
    room: string
    created_at: number
    ended_at: number | null
    deleted_at: number | null
    request_id: string | null
  }
  workshop_teachers: { workshop_id: string; instructor_id: string; role: string }
  seats: {
    id: string
    workshop_id: string
    token_hash: string
    name: string
    joined_at: number
    left_at: number | null
    is_on_wall: number
  }
  seat_steps: {
    seat_id: string
    chapter: string
    check_id: string
    attempts: number
    hints: number
    /** JSON: how often by what the check said. */
    reasons: string
  }
}

export type Database = Kysely<Tables>

/** How long a write waits for another process that holds the file, such as a backup. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * Opens the database file, making and migrating it as needed. `:memory:` for tests. Throws for one that is damaged,
 * after moving it aside: whether to go on without what it holds is the operator's to decide.
 */
export function openDatabase(path: string): Database {
  const isFile = path !== ':memory:'
  if (isFile) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  // It holds the instructor's token and the preview keys.
  if (isFile) chmodSync(path, 0o600)
  const damage = findDamage(sqlite)
  if (damage !== undefined) {
    sqlite.close()
    throw new Error(explainDamage(path, damage, moveAside(path, 'damaged', new Date())))
  }
  // WAL survives kill -9 without losing what was committed, and lets a backup read while we write.
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  migrate(sqlite)
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDatabase(sqlite) }) })
}

function explainDamage(path: string, damage: string, aside: string): string {
  return [
    `The database ${path} is damaged: ${damage}`,
    `It is kept as ${aside}.`,
    'Put a backup in its place with `npm run backup -- --restore <file>`, or start again to begin with an empty one:',
    'open sessions are then lost, and their instances go when their time is up.',
  ].join('\n')
}
