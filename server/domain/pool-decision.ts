/** How many sessions are kept ready, and which prepared ones go. Pure; `services/pool.ts` does it. */

/** Claims in this time tell how many more may come soon. */
export const DEMAND_WINDOW_MS = 60_000
/** Without a claim for so long only the least is kept: a class comes within minutes or not at all. */
export const IDLE_AFTER_MS = 10 * 60_000
/** Nobody gets a session that is older: what it was made with (its image, its rules) may have changed meanwhile. */
export const MAX_AGE_MS = 60 * 60_000

export interface PoolLimits {
  min: number
  max: number
}

/** `claims`: when sessions were claimed, in milliseconds since the epoch, the newest last. */
export function poolTarget(claims: readonly number[], { min, max }: PoolLimits, now: number): number {
  const newest = claims.at(-1)
  if (newest === undefined || now - newest > IDLE_AFTER_MS) return Math.min(min, max)
  const perMinute = claims.filter((at) => now - at <= DEMAND_WINDOW_MS).length
  // While people come, one more than the least: who comes next should not be the one who waits.
  return Math.min(max, Math.max(min + 1, perMinute))
}

export interface PooledSession<Id> {
  id: Id
  /** Milliseconds since the epoch. */
  madeAt: number
  status: 'starting' | 'ready' | 'failed'
}

export interface PoolDecision<Id> {
  remove: Id[]
  shouldStart: boolean
}

export function decidePool<Id>(
  pooled: readonly PooledSession<Id>[],
  { target, now, mayStart }: { target: number; now: number; mayStart: boolean },
): PoolDecision<Id> {
  const isSpent = ({ status, madeAt }: PooledSession<Id>): boolean =>
    status === 'failed' || now - madeAt >= MAX_AGE_MS
  const good = pooled.filter((session) => !isSpent(session)).sort((a, b) => a.madeAt - b.madeAt)
  // The oldest go: the others last longer.
  const surplus = good.slice(0, Math.max(0, good.length - target))
  const isStarting = pooled.some(({ status }) => status === 'starting')
  return {
    remove: [...pooled.filter(isSpent), ...surplus].map(({ id }) => id),
    shouldStart: mayStart && !isStarting && good.length < target,
  }
}
