import type { InstanceState } from '../domain/instance.ts'
import type { LiveSession } from './live-session.ts'
import type { Sessions } from './sessions.ts'

type Known = Pick<Sessions, 'all' | 'known'>

/** Instances that there are or that start, prepared ones included. */
export function usedInstances(sessions: Known): number {
  return sessions.known().reduce((sum, session) => sum + usedBy(session), 0)
}

/** What instances take, as last measured; one that has not been measured yet is new and takes little. */
export function usedMemoryBytes(sessions: Known): number {
  return sessions
    .known()
    .flatMap((session) => session.everyInstance())
    .reduce((sum, state) => sum + (state.status === 'ready' ? (state.usage?.memoryBytes ?? 0) : 0), 0)
}

/** When sessions end at the latest, and how many instances that frees. */
export function sessionEnds(sessions: Known): { at: number; frees: number }[] {
  return sessions
    .all()
    .map((session) => ({ at: session.endsAt, frees: usedBy(session) }))
    .filter(({ frees }) => frees > 0)
}

export function usedBy(session: LiveSession): number {
  return session.everyInstance().filter(isThere).length
}

/** One that waits does not exist yet, and of a failed one nothing is left. */
function isThere(state: InstanceState): boolean {
  if (state.status === 'starting') return state.phase !== 'waiting'
  return state.status !== 'failed'
}
