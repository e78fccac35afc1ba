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
]

/** Brings the schema up to date. Throws for a file that a newer version of Drydock has written. */
export function migrate(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (row.user_version > MIGRATIONS.length) {
    throw new Error(
      'The database was written by a newer version of Drydock. Update Drydock, or use another DRYDOCK_DATA_DIR.',
    )
  }
  for (let version = row.user_version; version < MIGRATIONS.length; version++) {
    database.exec(`BEGIN; ${MIGRATIONS[version]}; PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}
