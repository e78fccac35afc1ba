import type { HubMode } from '../../server/protocol/hub-mode.ts'
import type { SessionState } from './session-state.ts'

/** Where names of registries lead for whoever is here; undefined: not known yet. */
export function hubModeOf({
  phase,
  classView,
  health,
}: Pick<SessionState, 'phase' | 'classView' | 'health'>): HubMode | undefined {
  if (phase.status === 'open') return phase.session.hubMode
  // That of the session which will be opened: the seat's, or else anybody's.
  return classView?.hub ?? health?.hub.modes[0]
}
