import {
  transition,
  type Instance,
  type InstanceEvent,
  type InstanceId,
  type InstanceState,
} from '../domain/instance.ts'
import { untilAborted } from '../lib/until-aborted.ts'
import type { StoredSession } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import { FIRST_TERMINAL, type ChapterRef, type InstanceName, type TerminalNumber } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import type { TerminalView } from '../protocol/session.ts'

const WORKSHOP_ENDS =
  'The session goes on until its workshop ends, and not longer. Its instructors can extend that.'

export type SessionListener = (message: ServerMessage) => void

export interface Activity {
  /** Of a command in a terminal that has ended. */
  exitCode?: number | undefined
}

/** An open session in memory: its instances, and who is to be told of changes. */
export class LiveSession {
  #stored: StoredSession
  /** Aborts what is under way for this session when it closes. */
  readonly closing = new AbortController()
  readonly #instances = new Map<InstanceName, InstanceState>()
  /** An instance that was prepared beforehand: it is shown when its participant asks for one. */
  #reserve: InstanceState | undefined
  #idleEndsAt: number | null = null
  #workshopEndsAt = Infinity
  /** Names of terminals, by instance and number; of the first one, only if it has been named. */
  readonly #terminals = new Map<InstanceId, Map<TerminalNumber, string | null>>()
  readonly #listeners = new Set<SessionListener>()
  /** They hear what pages hear, and are none. */
  readonly #observers = new Set<SessionListener>()
  readonly #activityListeners = new Set<(activity: Activity) => void>()
  /** The chapter that a page has shown last. */
  viewed: ChapterRef | null = null
  readonly #onChanged: (session: LiveSession) => void
  #isChangePending = false

  /** `onChanged` is called once after each burst of changes. */
  constructor(stored: StoredSession, onChanged: (session: LiveSession) => void) {
    this.#stored = stored
    this.#onChanged = onChanged
  }

  get stored(): StoredSession {
    return this.#stored
  }

  /** What the store has now. */
  restate(stored: StoredSession): void {
    this.#stored = stored
    this.#changed()
  }

  /** Some page shows it now. */
  get isWatched(): boolean {
    return this.#listeners.size > 0
  }

  /** When it ends unless somebody uses it; null while somebody does. */
  get idleEndsAt(): number | null {
    return this.#idleEndsAt
  }

  set idleEndsAt(at: number | null) {
    if (this.#idleEndsAt === at) return
    this.#idleEndsAt = at
    this.#changed()
  }

  /** When the workshop that it is of ends, and it with that. Milliseconds since the epoch; Infinity: it is of none. */
  get workshopEndsAt(): number {
    return this.#workshopEndsAt
  }

  set workshopEndsAt(at: number) {
    if (this.#workshopEndsAt === at) return
    this.#workshopEndsAt = at
    this.#changed()
  }

  /** When it ends, as things are. */
  get endsAt(): number {
    return Math.min(this.#stored.expiresAt, this.#workshopEndsAt)
  }

  /** Up to when it can be extended. */
  get latestEnd(): number {
    return Math.min(this.#stored.deadline, this.#workshopEndsAt)
  }

  /** When it would end with so much more time. Throws EXTENSION_LIMIT when it has all that it may have. */
  endWith(addedMs: number): number {
    const { expiresAt, deadline } = this.#stored
    if (expiresAt < this.latestEnd) return Math.min(expiresAt + addedMs, this.latestEnd)
    throw new LabError('EXTENSION_LIMIT', this.latestEnd < deadline ? { detail: WORKSHOP_ENDS } : {})
  }

  /** Those that its participant has asked for. */
  get instances(): ReadonlyMap<InstanceName, InstanceState> {
    return this.#instances
  }

  get reserve(): InstanceState | undefined {
    return this.#reserve
  }

  /** Those that its participant knows, and the one in reserve. */
  everyInstance(): InstanceState[] {
    return [...this.#instances.values(), ...(this.#reserve ? [this.#reserve] : [])]
  }

  setReserve(state: InstanceState): void {
    this.#reserve = state
  }

  /** Makes the one in reserve an instance like any other. `undefined`: there is none that is any good. */
  takeReserve(): InstanceState | undefined {
    const state = this.#reserve
    this.#reserve = undefined
    if (!state || state.status === 'failed') return undefined
    this.addInstance(state)
    return state
  }

  readyInstance(name: InstanceName): Instance | undefined {
    const state = this.#find(name)
    return state?.status === 'ready' ? state.instance : undefined
  }

  /** Throws INSTANCE_NOT_FOUND or INSTANCE_NOT_READY. */
  requireReady(name: InstanceName): Instance {
    const state = this.#find(name)
    if (!state) throw new LabError('INSTANCE_NOT_FOUND')
    if (state.status !== 'ready') throw new LabError('INSTANCE_NOT_READY')
    return state.instance
  }

  /** By their numbers; the first is always there. */
  terminals(id: InstanceId): TerminalView[] {
    const names = new Map([[FIRST_TERMINAL, null], ...(this.#terminals.get(id) ?? [])])
    return [...names].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number)
  }

  hasTerminal(id: InstanceId, number: TerminalNumber): boolean {
    return number === FIRST_TERMINAL || (this.#terminals.get(id)?.has(number) ?? false)
  }

  /** Adds it, or changes its name. */
  setTerminal(id: InstanceId, { number, name }: TerminalView): void {
    const names = this.#terminals.get(id) ?? new Map<TerminalNumber, string | null>()
    this.#terminals.set(id, names.set(number, name))
    this.#changed()
  }

  removeTerminal(id: InstanceId, number: TerminalNumber): void {
    if (this.#terminals.get(id)?.delete(number)) this.#changed()
  }

  addInstance(state: InstanceState): void {
    this.#instances.set(state.name, state)
    this.#changed()
  }

  /** Late news about an instance that is gone is ignored. */
  update(name: InstanceName, event: InstanceEvent): void {
    const state = this.#find(name)
    if (!state) return
    const next = transition(state, event)
    if (state === this.#reserve) this.#reserve = next
    else this.#instances.set(name, next)
    this.#changed()
  }

  removeInstance(name: InstanceName): void {
    const ready = this.readyInstance(name)
    if (ready) this.#terminals.delete(ready.id)
    if (this.#instances.delete(name)) this.#changed()
  }

  subscribe(listener: SessionListener): Disposable {
    return subscription(this.#listeners, listener)
  }

  /** Resolves with the instance's state when it is neither starting nor being removed. Rejects with the signal's reason. */
  async settled(name: InstanceName, signal: AbortSignal): Promise<InstanceState | undefined> {
    const isSettled = (): boolean =>
      !['starting', 'removing'].includes(this.#instances.get(name)?.status ?? '')
    signal.throwIfAborted()
    if (!isSettled()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      using _changes = this.observe(() => {
        if (isSettled()) resolve()
      })
      await untilAborted(promise, signal)
    }
    return this.#instances.get(name)
  }

  broadcast(message: ServerMessage): void {
    for (const listener of [...this.#listeners, ...this.#observers]) listener(message)
  }

  /** Hears what its pages are told, without counting as one. */
  observe(listener: SessionListener): Disposable {
    return subscription(this.#observers, listener)
  }

  /** Something happened in an instance that can turn a check: a command ended, an image came, … */
  onActivity(listener: (activity: Activity) => void): Disposable {
    return subscription(this.#activityListeners, listener)
  }

  notifyActivity(activity: Activity = {}): void {
    for (const listener of [...this.#activityListeners]) listener(activity)
  }

  #find(name: InstanceName): InstanceState | undefined {
    return this.#instances.get(name) ?? (this.#reserve?.name === name ? this.#reserve : undefined)
  }

  #changed(): void {
    if (this.#isChangePending) return
    this.#isChangePending = true
    setImmediate(() => {
      this.#isChangePending = false
      if (!this.closing.signal.aborted) this.#onChanged(this)
    })
  }
}

function subscription<T>(set: Set<T>, listener: T): Disposable {
  set.add(listener)
  return { [Symbol.dispose]: () => void set.delete(listener) }
}
