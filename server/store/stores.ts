import type { Database } from './database.ts'
import { SettingsStore } from './settings.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'
import { SqliteInstructorStore } from './sqlite-instructor-store.ts'
import { SqlitePasskeyStore } from './sqlite-passkey-store.ts'
import { SqliteProgressStore } from './sqlite-progress-store.ts'
import { SqliteSessionStore } from './sqlite-session-store.ts'
import { SqliteTerminalStore } from './sqlite-terminal-store.ts'
import { SqliteTimelineStore } from './sqlite-timeline-store.ts'
import { SqliteVariableStore } from './sqlite-variable-store.ts'
import { SqliteWorkshopStore } from './sqlite-workshop-store.ts'

/** Every store, in one database. */
export function createStores(database: Database) {
  return {
    settings: new SettingsStore(database),
    audit: new SqliteAuditStore(database),
    sessions: new SqliteSessionStore(database),
    terminals: new SqliteTerminalStore(database),
    progress: new SqliteProgressStore(database),
    variables: new SqliteVariableStore(database),
    timeline: new SqliteTimelineStore(database),
    instructors: new SqliteInstructorStore(database),
    passkeys: new SqlitePasskeyStore(database),
    workshops: new SqliteWorkshopStore(database),
  }
}
