import type { SessionId } from '../protocol/ids.ts'

/** Something on the lab engine that carries a session's label. */
export interface Leftover {
  sessionId: SessionId
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** True when this broker made it: its store then knows whether the session is alive. */
  isOwn: boolean
}

/**
 * Sessions whose objects must go: our own that the store does not know as open, and anybody's that are past the
 * time on their label (their broker may be gone for good).
 */
export function decideReap(
  leftovers: Leftover[],
  { openSessions, now }: { openSessions: ReadonlySet<SessionId>; now: number },
): SessionId[] {
  const doomed = new Set<SessionId>()
  for (const leftover of leftovers) {
    const isUnknown = leftover.isOwn && !openSessions.has(leftover.sessionId)
    if (isUnknown || leftover.expiresAt <= now) doomed.add(leftover.sessionId)
  }
  return [...doomed]
}
