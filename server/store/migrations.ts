import type { DatabaseSync } from 'node:sqlite'

/** In order; one that has been released is never changed. `user_version` counts those that were applied. */
const MIGRATIONS = [
  `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    username TEXT NOT NULL,
    preview_key TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    closed_at INTEGER,
    close_reason TEXT
  ) STRICT;
  CREATE TABLE progress (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    lab TEXT NOT NULL,
    chapter TEXT NOT NULL,
    check_id TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, lab, chapter, check_id)
  ) STRICT;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE variables (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    lab TEXT NOT NULL,
    chapter TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (session_id, lab, chapter, name)
  ) STRICT;
  `,
  `
  CREATE TABLE terminals (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    instance_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT,
    PRIMARY KEY (session_id, instance_id, number)
  ) STRICT;
  `,
  `
  CREATE TABLE timeline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX timeline_of_session ON timeline (session_id, id);
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    role TEXT NOT NULL,
    address TEXT,
    act TEXT NOT NULL,
    target TEXT,
    result TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  -- 400 days: what is older may be pruned.
  CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
    WHEN OLD.at > (unixepoch() - 34560000) * 1000
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
  `
  ALTER TABLE sessions ADD COLUMN deadline INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN claimed_at INTEGER;
  UPDATE sessions SET deadline = expires_at, claimed_at = created_at;
  `,
  `
  CREATE TABLE instructors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE sign_ins (
    token_hash TEXT PRIMARY KEY,
    instructor_id TEXT NOT NULL REFERENCES instructors (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE workshops (
    id TEXT PRIMARY KEY,
    join_code TEXT NOT NULL UNIQUE,
    -- JSON: what the instructor has decided, and what all have in common now.
    plan TEXT NOT NULL,
    room TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    deleted_at INTEGER
  ) STRICT;
  CREATE TABLE workshop_teachers (
    workshop_id TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    instructor_id TEXT NOT NULL REFERENCES instructors (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (workshop_id, instructor_id)
  ) STRICT;
  CREATE TABLE invitations (
    key_hash TEXT PRIMARY KEY,
    workshop_id TEXT REFERENCES workshops (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE seats (
    id TEXT PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    is_on_wall INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE INDEX seats_of_workshop ON seats (workshop_id, joined_at);
  -- How often somebody has tried a step, and what the check said then.
  CREATE TABLE seat_steps (
    seat_id TEXT NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
    chapter TEXT NOT NULL,
    check_id TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    hints INTEGER NOT NULL DEFAULT 0,
    reasons TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (seat_id, chapter, check_id)
  ) STRICT;
  ALTER TABLE sessions ADD COLUMN seat_id TEXT;
  ALTER TABLE sessions ADD COLUMN max_instances INTEGER;
  CREATE INDEX sessions_of_seat ON sessions (seat_id) WHERE seat_id IS NOT NULL;
  `,
  `
  CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    instructor_id TEXT NOT NULL REFERENCES instructors (id) ON DELETE CASCADE,
    -- As the authenticator knows it and its account. These and the key are base64url.
    credential_id TEXT NOT NULL UNIQUE,
    user_handle TEXT NOT NULL,
    -- COSE; it verifies and signs nothing.
    public_key TEXT NOT NULL,
    counter INTEGER NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
  ) STRICT;
  `,
  // `settleHubModes` fills it, and the plans of workshops: what the machine offers is not known here.
  `
  ALTER TABLE sessions ADD COLUMN hub_mode TEXT;
  `,
  `
  ALTER TABLE invitations ADD COLUMN invited_by TEXT REFERENCES instructors (id) ON DELETE SET NULL;
  `,
  `
  ALTER TABLE workshops ADD COLUMN request_id TEXT;
  `,
]

/** Of a database that is up to date. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** Brings the schema up to date. Throws for a file that a newer version of Drydock has written. */
export function migrate(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (row.user_version > MIGRATIONS.length) {
    throw new Error(
      'The database was written by a newer version of Drydock. Update Drydock, or use another DRYDOCK_DATA_DIR.',
    )
  }
  for (let version = row.user_version; version < MIGRATIONS.length; version++) {
    try {
      database.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]}; PRAGMA user_version = ${version + 1}; COMMIT`)
    } catch (error) {
      // All or nothing; SQLite itself ends it only for some errors.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}
