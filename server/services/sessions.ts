import { faultPoint } from '#fault-point'
import { USERNAME_COUNT, usernameFrom } from '../domain/username.ts'
import { randomBase32, randomInt, randomToken, sha256Hex } from '../lib/random.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Provisioner } from '../ports/provisioner.ts'
import type { SessionKey, SessionStore, StoredSession } from '../ports/store.ts'
import { CLOSING_SENTENCES } from '../protocol/describe-event.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubMode } from '../protocol/hub-mode.ts'
import type { InstanceName, SessionId } from '../protocol/ids.ts'
import type { InstanceView, SessionView } from '../protocol/session.ts'
import type { Actor, Closer } from '../protocol/timeline.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { Recorder } from './flight-recorder.ts'
import { LiveSession } from './live-session.ts'
import { SessionIndex } from './session-index.ts'
import { viewSession, type ViewSettings } from './session-view.ts'

/** 26 base32 characters are 130 bits: nobody guesses a session's id or its preview key. */
const ID_CHARACTERS = 26

/** An open session without instances costs little, but not nothing; each has a name and a subnet of its own. */
const MAX_OPEN_SESSIONS = 1_000

export interface SessionsOptions {
  store: SessionStore
  provisioner: Provisioner
  clock: Clock
  log: Logger
  recorder: Recorder
  ttlMs: number
  /** Of a session, counted from its opening, however often it is extended. */
  maxMs: number
  /** How long one that was prepared beforehand may wait to be claimed. */
  maxPooledMs: number
  /** Of those for which nobody has chosen one. */
  defaultHubMode: HubMode
  view: ViewSettings
}

type ClosingListener = (session: LiveSession, by: Closer) => void

export interface OpenedSession {
  session: LiveSession
  /** For its participant's cookie; it is not kept anywhere. */
  token: string
}

/** Opens, finds and closes sessions. The store is the truth about which are open; this is its working copy. */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #index = new SessionIndex()
  readonly #unstoredEnds = new Map<SessionId, { at: number; by: Closer }>()
  readonly #changeListeners = new Set<() => void>()
  readonly #closingListeners = new Set<ClosingListener>()

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** Takes up the sessions that were open when the broker stopped. */
  async restore(): Promise<void> {
    for (const stored of await this.#options.store.open()) this.#add(stored)
  }

  get defaultHubMode(): HubMode {
    return this.#options.defaultHubMode
  }

  /** Throws CAPACITY_FULL. */
  async open(hubMode = this.defaultHubMode): Promise<OpenedSession> {
    this.#requirePlace()
    const { store, recorder } = this.#options
    const token = randomToken()
    const stored = this.#newSession({ ...this.#times(token), hubMode })
    await store.insert(stored)
    faultPoint('open.stored')
    recorder.record(stored.id, { type: 'session-opened', expiresAt: stored.expiresAt, waitedMs: 0 })
    const session = this.#add(stored)
    this.#changed()
    return { session, token }
  }

  /** Makes one that is nobody's: no cookie opens it until it is claimed. Throws CAPACITY_FULL. */
  async openPooled(): Promise<LiveSession> {
    this.#requirePlace()
    const { store, maxMs, maxPooledMs } = this.#options
    // Nobody knows the token. Its labels must hold until the latest end of whoever claims it last.
    const times = this.#times(randomToken())
    const deadline = times.createdAt + maxPooledMs + maxMs
    const hubMode = this.defaultHubMode
    const stored = this.#newSession({ ...times, claimedAt: null, expiresAt: deadline, deadline, hubMode })
    await store.insert(stored)
    const session = this.#add(stored)
    this.#changed()
    return session
  }

  /**
   * Gives it to a participant; its time counts from now. `undefined`: it is somebody's already, or gone. When the store
   * fails, the session is gone, too.
   */
  async claim(session: LiveSession): Promise<OpenedSession | undefined> {
    // Before anything is waited for, so that nobody else gets it.
    if (!this.#index.takePooled(session)) return undefined
    const { store, recorder } = this.#options
    const token = randomToken()
    const stored = { ...session.stored, ...this.#times(token) }
    try {
      await store.update(stored)
    } catch (error) {
      await this.#forget(session)
      throw error
    }
    // Closed meanwhile, with the whole lab.
    if (session.closing.signal.aborted) return undefined
    session.restate(stored)
    this.#index.add(session)
    recorder.record(stored.id, { type: 'session-claimed', expiresAt: stored.expiresAt, waitedMs: 0 })
    this.#changed()
    return { session, token }
  }

  /** Removes one that nobody has claimed, as if it had never been. Idempotent. */
  async discard(session: LiveSession): Promise<void> {
    if (this.#index.takePooled(session)) await this.#forget(session)
  }

  /** Makes it the session of a seat in a workshop, whose limits it gets. */
  async seat(
    session: LiveSession,
    { seatId, maxInstances, ttlMs }: { seatId: SeatId; maxInstances: number; ttlMs: number },
  ): Promise<void> {
    const { stored } = session
    const expiresAt = Math.min(stored.createdAt + ttlMs, stored.deadline)
    const seated = { ...stored, seatId, maxInstances, expiresAt }
    await this.#options.store.update(seated)
    session.restate(seated)
    this.#index.add(session)
    this.#changed()
  }

  bySeat(id: SeatId): LiveSession | undefined {
    return this.#index.bySeat(id)
  }

  /** Gives it more time, up to its workshop's end. Throws EXTENSION_LIMIT when it has all that it may have. */
  async extend(session: LiveSession, addedMs: number, by: Actor = 'participant'): Promise<void> {
    const { stored } = session
    const expiresAt = session.endWith(addedMs)
    const extended = { ...stored, expiresAt }
    await this.#options.store.update(extended)
    session.restate(extended)
    this.#options.recorder.record(stored.id, { type: 'session-extended', by, expiresAt })
    this.#changed()
  }

  /** Those of participants. */
  all(): LiveSession[] {
    return this.known().filter((session) => !this.#index.isPooled(session))
  }

  /** Prepared beforehand, the oldest first. */
  pooled(): LiveSession[] {
    return this.#index.pooled()
  }

  /** All that may have something on the lab engine. */
  known(): LiveSession[] {
    return this.#index.all()
  }

  byId(id: SessionId): LiveSession | undefined {
    return this.#index.byId(id)
  }

  /** Whose it is, as `Callers` finds out. */
  byKey(key: SessionKey | undefined): LiveSession | undefined {
    return key && this.#index.byKey(key)
  }

  byPreviewKey(key: string): LiveSession | undefined {
    return this.#index.byPreviewKey(key)
  }

  view(session: LiveSession): SessionView {
    return viewSession(session, this.#options.view)
  }

  /** Throws INSTANCE_NOT_FOUND. */
  viewInstance(session: LiveSession, name: InstanceName): InstanceView {
    const view = this.view(session).instances.find((instance) => instance.name === name)
    if (!view) throw new LabError('INSTANCE_NOT_FOUND')
    return view
  }

  /**
   * Ends a session for good and removes all that it had. Idempotent. When the lab engine does not answer, the
   * session is closed all the same and the reaper removes its objects later.
   */
  async close(session: LiveSession, by: Closer): Promise<void> {
    if (this.#index.isPooled(session)) return this.discard(session)
    if (!this.#index.remove(session)) return
    const { clock, recorder } = this.#options
    const sessionId = session.stored.id
    for (const listener of [...this.#closingListeners]) listener(session, by)
    // First what cannot fail: whatever becomes of the rest, nobody works in it any more.
    session.closing.abort(new LabError('SESSION_CLOSED'))
    session.broadcast({ type: 'session', session: null, endReason: CLOSING_SENTENCES[by] })
    recorder.record(sessionId, { type: 'session-closed', by })
    this.#unstoredEnds.set(sessionId, { at: clock.now(), by })
    this.#changed()
    // A store without room must not keep what the session has on the lab engine.
    await Promise.all([this.storeEnds(), this.#destroy(sessionId)])
  }

  /**
   * Writes down the ends that could not be written before, in the order of their coming. Never rejects: it is tried
   * again, and a broker that stops before takes up a session that has nothing any more.
   */
  async storeEnds(): Promise<void> {
    const { store, log } = this.#options
    for (const [sessionId, { at, by }] of [...this.#unstoredEnds]) {
      try {
        await store.close(sessionId, at, by)
        faultPoint('close.stored')
        this.#unstoredEnds.delete(sessionId)
      } catch (error) {
        log.error({ sessionId, err: error }, 'the end of a session could not be stored; it is tried again')
      }
    }
  }

  /** Called when a session is about to end, while all of it is still there. Must not throw. */
  onClosing(listener: ClosingListener): Disposable {
    this.#closingListeners.add(listener)
    return { [Symbol.dispose]: () => void this.#closingListeners.delete(listener) }
  }

  /** A session was opened, claimed, extended or closed. */
  onChanged(listener: () => void): Disposable {
    this.#changeListeners.add(listener)
    return { [Symbol.dispose]: () => void this.#changeListeners.delete(listener) }
  }

  /** One that nobody has claimed. */
  async #forget(session: LiveSession): Promise<void> {
    const { id } = session.stored
    this.#index.remove(session)
    session.closing.abort(new LabError('SESSION_CLOSED'))
    await this.#options.store.remove(id)
    this.#changed()
    await this.#destroy(id)
  }

  async #destroy(sessionId: SessionId): Promise<void> {
    const { provisioner, log } = this.#options
    try {
      await provisioner.destroySession(sessionId)
    } catch (error) {
      log.warn({ sessionId, err: error }, 'objects of a closed session remain; the reaper will remove them')
    }
  }

  #requirePlace(): void {
    if (this.#index.size >= MAX_OPEN_SESSIONS) throw new LabError('CAPACITY_FULL', { retryAfterSeconds: 60 })
  }

  /** Of one that a participant gets now. */
  #times(token: string) {
    const { clock, ttlMs, maxMs } = this.#options
    const now = clock.now()
    return {
      tokenHash: sha256Hex(token),
      createdAt: now,
      claimedAt: now,
      expiresAt: now + ttlMs,
      deadline: now + Math.max(ttlMs, maxMs),
    }
  }

  #newSession(
    given: Pick<
      StoredSession,
      'tokenHash' | 'createdAt' | 'claimedAt' | 'expiresAt' | 'deadline' | 'hubMode'
    >,
  ): StoredSession {
    return {
      id: randomBase32(ID_CHARACTERS) as SessionId,
      username: this.#freeUsername(),
      previewKey: randomBase32(ID_CHARACTERS),
      seatId: null,
      maxInstances: null,
      ...given,
    }
  }

  #changed(): void {
    for (const listener of [...this.#changeListeners]) listener()
  }

  #add(stored: StoredSession): LiveSession {
    const session = new LiveSession(stored, (changed) => {
      changed.broadcast({ type: 'session', session: this.view(changed) })
    })
    this.#index.add(session)
    return session
  }

  #freeUsername(): string {
    const taken = new Set(this.known().map(({ stored }) => stored.username))
    let seed = randomInt(USERNAME_COUNT)
    while (taken.has(usernameFrom(seed))) seed = (seed + 1) % USERNAME_COUNT
    return usernameFrom(seed)
  }
}
