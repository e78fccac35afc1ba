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
