import { expect, it } from 'vitest'
import type { Health } from '../../server/protocol/health.ts'
import type { HubModes } from '../../server/protocol/hub-mode.ts'
import { emptySession } from '../../server/testing/empty-session.ts'
import { someClass } from '../../server/testing/some-class.ts'
import { hubModeOf } from './hub-mode-of.ts'
import { INITIAL_STATE } from './session-state.ts'

const modes: HubModes = ['sandbox', 'live']
const health = { ...({} as Health), hub: { modes, isUp: true } }

it('is the session’s, else that of the workshop, else the machine’s', () => {
  const inLiveClass = { ...INITIAL_STATE, health, classView: { ...someClass, hub: 'live' as const } }
  expect(hubModeOf(INITIAL_STATE)).toBeUndefined()
  expect(hubModeOf({ ...INITIAL_STATE, health })).toBe('sandbox')
  expect(hubModeOf(inLiveClass)).toBe('live')
  // Opened before the plan was changed.
  expect(hubModeOf({ ...inLiveClass, phase: { status: 'open', session: emptySession } })).toBe('sandbox')
})
