import type { ErrorCode } from '../protocol/errors.ts'
import type { InstanceName, SessionId } from '../protocol/ids.ts'
import type { Usage, WaitingPlace, Wall } from '../protocol/session.ts'

/** The Engine's own id of an instance. */
export type InstanceId = string & { readonly __brand: 'InstanceId' }

/** A running instance, as the lab engine tells it. */
export interface Instance {
  id: InstanceId
  sessionId: SessionId
  name: InstanceName
  /** Address in the session's network. */
  ip: string
  /** Milliseconds since the epoch. */
  startedAt: number
}

export interface OpenPort {
  port: number
  /** Name of the inner container that published it. */
  container: string
}

/**
 * An instance in its session:
 *
 *     starting ──► ready ──► removing ──► (gone)
 *         │          │           ▲
 *         └────► failed ─────────┘
 *
 * A failed one stays listed, with its reason, until the participant removes it.
 */
export type InstanceState =
  | {
      status: 'starting'
      name: InstanceName
      /** `waiting`: in the waiting room; nothing exists of it yet. */
      phase: 'waiting' | 'creating' | 'booting'
      /** While it waits. */
      place?: WaitingPlace
    }
  | {
      status: 'ready'
      name: InstanceName
      instance: Instance
      ports: OpenPort[]
      usage: Usage | null
      walls: Wall[]
      isEngineUp: boolean
    }
  | { status: 'failed'; name: InstanceName; code: ErrorCode; message: string }
  | { status: 'removing'; name: InstanceName }

export type InstanceEvent =
  | { type: 'waiting'; place: WaitingPlace }
  | { type: 'creating' }
  | { type: 'booting' }
  | { type: 'started'; instance: Instance }
  | { type: 'failed'; code: ErrorCode; message: string }
  | { type: 'remove' }
  | { type: 'ports'; ports: OpenPort[] }
  | { type: 'usage'; usage: Usage }
  | { type: 'walls'; walls: Wall[] }
  | { type: 'engine'; isUp: boolean }

/** Observations of an instance that is no longer ready come late and change nothing; other misfits are bugs. */
export function transition(state: InstanceState, event: InstanceEvent): InstanceState {
  switch (event.type) {
    case 'waiting':
      if (state.status !== 'starting' || state.phase !== 'waiting') return state
      return { ...state, place: event.place }
    case 'creating':
    case 'booting':
      return state.status === 'starting' ? { status: 'starting', name: state.name, phase: event.type } : state
    case 'started':
      if (state.status !== 'starting') return illegal(state, event)
      return {
        status: 'ready',
        name: state.name,
        instance: event.instance,
        ports: [],
        usage: null,
        walls: [],
        isEngineUp: true,
      }
    case 'failed':
      if (state.status !== 'starting' && state.status !== 'ready') return illegal(state, event)
      return { status: 'failed', name: state.name, code: event.code, message: event.message }
    case 'remove':
      return { status: 'removing', name: state.name }
    case 'ports':
      return state.status === 'ready' ? { ...state, ports: event.ports } : state
    case 'usage':
      return state.status === 'ready' ? { ...state, usage: event.usage } : state
    case 'walls':
      return state.status === 'ready' ? { ...state, walls: event.walls } : state
    case 'engine':
      if (state.status !== 'ready') return state
      return { ...state, isEngineUp: event.isUp, ports: event.isUp ? state.ports : [] }
  }
}

function illegal(state: InstanceState, event: InstanceEvent): never {
  throw new Error(`instance ${state.name}: ${event.type} while ${state.status}`)
}
