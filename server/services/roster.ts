import type { ProgressStore } from '../ports/store.ts'
import type { RosterEntry } from '../protocol/roster.ts'
import type { Sessions } from './sessions.ts'

/** What the instructor sees of every open session. */
export function readRoster(sessions: Sessions, progress: ProgressStore): Promise<RosterEntry[]> {
  return Promise.all(
    sessions.all().map(async ({ stored, endsAt, instances }) => ({
      username: stored.username,
      createdAt: stored.createdAt,
      expiresAt: endsAt,
      instances: [...instances.values()].map(({ name, status }) => ({ name, status })),
      progress: await progress.bySession(stored.id),
    })),
  )
}
