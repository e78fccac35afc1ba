import type { InstanceName } from '../../server/protocol/ids.ts'
import { instancesOf, type SessionState } from '../session/session-state.ts'

/** Where a block would run, or why it cannot now. */
export type RunTarget =
  | { status: 'ready'; instance: InstanceName }
  | { status: 'starting'; reason: string }
  /** There is something that the participant can add. */
  | { status: 'missing'; reason: string }
  | { status: 'offline'; reason: string }
  /** It needs a value that is not known. */
  | { status: 'unknown-value'; reason: string }

export function chooseRunTarget(
  state: Pick<SessionState, 'phase' | 'socket' | 'activeInstance'>,
  wanted: string | null,
): RunTarget {
  if (state.phase.status === 'unreachable') {
    return { status: 'offline', reason: 'Drydock does not answer. Nothing can be run until it does.' }
  }
  const instances = instancesOf(state)
  const name = wanted ?? state.activeInstance
  const instance = instances.find((candidate) => candidate.name === name)
  if (!instance || instance.status === 'removing') {
    if (wanted !== null && instances.length > 0) {
      return { status: 'missing', reason: `This runs on ${wanted}, which you do not have yet.` }
    }
    return { status: 'missing', reason: 'You have no instance to run this on yet.' }
  }
  if (instance.status === 'starting') {
    return { status: 'starting', reason: `${instance.name} is still starting. Try again in a moment.` }
  }
  if (instance.status === 'failed') {
    return { status: 'missing', reason: `${instance.name} does not run. Replace it with a new one.` }
  }
  if (state.socket.status !== 'open') {
    return { status: 'offline', reason: 'The connection is lost. It is being tried again.' }
  }
  return { status: 'ready', instance: instance.name }
}
