import type { ChapterProgress, CheckState } from '../../server/protocol/checks.ts'
import type { ClassView } from '../../server/protocol/class.ts'
import type { Health } from '../../server/protocol/health.ts'
import type { ChapterId, InstanceName, LabId, StepId, TerminalNumber } from '../../server/protocol/ids.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import type { SocketStatus } from './session-socket.ts'
import type { Presence, TerminalStatus } from './terminal-channel.ts'
import type { TerminalKey } from './terminal-ref.ts'

export type SessionPhase =
  /** Not known yet whether there is one. */
  | { status: 'loading' }
  | { status: 'unreachable'; message: string }
  | { status: 'none' }
  | { status: 'open'; session: SessionView }
  | { status: 'ended'; reason: string }

/** What became of the last attempt to have something typed into a terminal: a block, or a solution. */
export type Typing =
  | { status: 'sent'; instance: InstanceName }
  | { status: 'typed'; instance: InstanceName }
  | { status: 'failed'; message: string }

/** What became of a value that the participant has typed. */
export type ValueSetting = { status: 'sent' } | { status: 'refused'; message: string }

/** How instances are brought to the beginning of a step. */
export interface CatchUp {
  lab: LabId
  chapter: ChapterId
  step: StepId
  /** `requested`: the broker has not said anything yet. */
  status: 'requested' | Extract<ServerMessage, { type: 'catching-up' }>['status']
  played: number
  total: number
  message?: string | undefined
}

/** Something that a person must know and that has no place of its own on the page. */
export interface Notice {
  id: number
  message: string
}

export interface SessionState {
  phase: SessionPhase
  socket: SocketStatus
  /** The instance in use: its terminals are shown, and blocks run there. */
  activeInstance: InstanceName | null
  /** Rises with each request to put the cursor into the active terminal. */
  focusRequests: number
  /** Which half of the workspace a narrow screen shows. */
  pane: 'chapter' | 'terminal'
  /** The terminal in use of each instance; absent: its first. */
  activeTerminals: Readonly<Record<InstanceName, TerminalNumber>>
  terminals: Readonly<Record<TerminalKey, TerminalStatus>>
  /** Who else has a terminal open that this tab has attached. */
  presences: Readonly<Record<TerminalKey, Presence>>
  isAdding: boolean
  /** Why the last instance could not be added. */
  addError: string | null
  view: { lab: LabId; chapter: ChapterId } | null
  /** Of the chapter in view. */
  checks: readonly CheckState[]
  progress: readonly ChapterProgress[]
  /** Of the chapter in view, by block id. */
  blocks: Readonly<Record<string, Typing>>
  /** Of the chapter in view: solutions, by check id. */
  solutions: Readonly<Record<string, Typing>>
  /** Values of the chapter in view, by name; absent: not known yet. */
  variables: Readonly<Record<string, string>>
  /** Values of the chapter in view that this tab has sent, by name. */
  valueSettings: Readonly<Record<string, ValueSetting>>
  /** The last one that was asked for in this tab, or that is under way. */
  catchUp: CatchUp | null
  /** The workshop that the participant has a place in. */
  classView: ClassView | null
  /** Commands that were offered in it, by note id. */
  offers: Readonly<Record<string, Typing>>
  notices: readonly Notice[]
  /** How often the session has pushed to a repository since this page was opened, by `repositoryKey`. */
  hubPushes: Readonly<Record<string, number>>
  health: Health | null
}

export const INITIAL_STATE: SessionState = {
  phase: { status: 'loading' },
  socket: { status: 'closed' },
  activeInstance: null,
  focusRequests: 0,
  pane: 'chapter',
  activeTerminals: {},
  terminals: {},
  presences: {},
  isAdding: false,
  addError: null,
  view: null,
  checks: [],
  progress: [],
  blocks: {},
  solutions: {},
  variables: {},
  valueSettings: {},
  catchUp: null,
  classView: null,
  offers: {},
  notices: [],
  hubPushes: {},
  health: null,
}

/** `ghcr.io/wise-otter-42/app` */
export function repositoryKey({ host, name }: { host: string; name: string }): string {
  return `${host}/${name}`
}

export function countPush(
  pushes: SessionState['hubPushes'],
  { host, repository }: { host: string; repository: string },
): SessionState['hubPushes'] {
  const key = repositoryKey({ host, name: repository })
  return { ...pushes, [key]: (pushes[key] ?? 0) + 1 }
}

/** What is left of a session's terminals when it has ended. */
export const NOTHING_OPEN = {
  activeInstance: null,
  terminals: {},
  presences: {},
  hubPushes: {},
} satisfies Partial<SessionState>

const NO_INSTANCES: readonly InstanceView[] = []

export function instancesOf({ phase }: Pick<SessionState, 'phase'>): readonly InstanceView[] {
  return phase.status === 'open' ? phase.session.instances : NO_INSTANCES
}

/** The active instance stays while it exists; else the first that can be used, else the first. */
export function chooseActive(
  instances: readonly InstanceView[],
  active: InstanceName | null,
): InstanceName | null {
  const usable = instances.filter(({ status }) => status !== 'removing')
  if (usable.some(({ name }) => name === active)) return active
  return (usable.find(({ status }) => status === 'ready') ?? usable[0])?.name ?? null
}
