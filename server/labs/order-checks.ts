import type { CheckId } from '../protocol/ids.ts'

interface Ordered {
  id: CheckId
  after: readonly CheckId[]
}

export type CheckOrder<T> = { ok: true; checks: T[] } | { ok: false; id: CheckId; reason: string }

/** Puts checks behind those that they wait for; else as they are. Names the check that cannot be placed. */
export function orderChecks<T extends Ordered>(checks: readonly T[]): CheckOrder<T> {
  const ids = new Set(checks.map(({ id }) => id))
  for (const { id, after } of checks) {
    const missing = after.find((other) => !ids.has(other))
    if (missing !== undefined) {
      return {
        ok: false,
        id,
        reason: `"${missing}" is no check of this chapter, allowed: ${[...ids].join(', ')}`,
      }
    }
  }
  const ordered: T[] = []
  const placed = new Set<CheckId>()
  const waiting = [...checks]
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => after.every((id) => placed.has(id)))
    if (next < 0) {
      const names = waiting.map(({ id }) => id).join(', ')
      return { ok: false, id: waiting[0]!.id, reason: `these checks wait for each other: ${names}` }
    }
    const [check] = waiting.splice(next, 1)
    ordered.push(check!)
    placed.add(check!.id)
  }
  return { ok: true, checks: ordered }
}
