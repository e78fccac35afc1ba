/** Somebody who comes back from a break sees the warning for this long, unless sessions end sooner than that. */
const LONGEST_WARNING_MS = 5 * 60_000

export interface SessionTimes {
  now: number
  expiresAt: number
  /** When somebody last did something in it. */
  lastUsedAt: number
  /** 0: an unused session lasts until its time is up. */
  idleTimeoutMs: number
  /** In the waiting room: there is nothing to be used yet. */
  isWaiting: boolean
}

export type SessionOutlook =
  | { status: 'in-use' }
  /** Nobody uses it; unless somebody does, it ends at that time. */
  | { status: 'idle'; endsAt: number }
  | { status: 'over'; by: 'time-up' | 'idle' }

export function sessionOutlook({
  now,
  expiresAt,
  lastUsedAt,
  idleTimeoutMs,
  isWaiting,
}: SessionTimes): SessionOutlook {
  if (expiresAt <= now) return { status: 'over', by: 'time-up' }
  if (idleTimeoutMs === 0 || isWaiting) return { status: 'in-use' }
  const endsAt = lastUsedAt + idleTimeoutMs
  if (endsAt <= now) return { status: 'over', by: 'idle' }
  const warningMs = Math.min(LONGEST_WARNING_MS, idleTimeoutMs / 2)
  // Its time is up before that: one warning is enough.
  if (endsAt - now > warningMs || endsAt >= expiresAt) return { status: 'in-use' }
  return { status: 'idle', endsAt }
}
