import { USERNAME_COUNT, usernameFrom } from '../domain/username.ts'
import { randomBase32, randomInt, randomToken, sha256Hex } from '../lib/random.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Provisioner } from '../ports/provisioner.ts'
import type { SessionStore, StoredSession } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { SessionView } from '../protocol/session.ts'
import { LiveSession } from './live-session.ts'
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
  ttlMs: number
  view: ViewSettings
}

/** Opens, finds and closes sessions. The store is the truth about which are open; this is its working copy. */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #byId = new Map<SessionId, LiveSession>()
  readonly #byTokenHash = new Map<string, LiveSession>()
  readonly #byPreviewKey = new Map<string, LiveSession>()
  readonly #changeListeners = new Set<() => void>()

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** Takes up the sessions that were open when the broker stopped. */
  async restore(): Promise<void> {
    for (const stored of await this.#options.store.open()) this.#add(stored)
  }

  /** Throws CAPACITY_FULL. */
  async open(): Promise<{ session: LiveSession; token: string }> {
    if (this.#byId.size >= MAX_OPEN_SESSIONS) throw new LabError('CAPACITY_FULL', { retryAfterSeconds: 60 })
    const { clock, store, ttlMs, log } = this.#options
    const token = randomToken()
    const now = clock.now()
    const stored: StoredSession = {
      id: randomBase32(ID_CHARACTERS) as SessionId,
      tokenHash: sha256Hex(token),
      username: this.#freeUsername(),
      previewKey: randomBase32(ID_CHARACTERS),
      createdAt: now,
      expiresAt: now + ttlMs,
    }
    await store.insert(stored)
    log.info({ sessionId: stored.id }, 'session opened')
    const session = this.#add(stored)
    this.#changed()
    return { session, token }
  }

  all(): LiveSession[] {
    return [...this.#byId.values()]
  }

  byId(id: SessionId): LiveSession | undefined {
    return this.#byId.get(id)
  }

  byToken(token: string | undefined): LiveSession | undefined {
    return token === undefined ? undefined : this.#byTokenHash.get(sha256Hex(token))
  }

  byPreviewKey(key: string): LiveSession | undefined {
    return this.#byPreviewKey.get(key)
  }

  /** Throws NO_SESSION. */
  requireByToken(token: string | undefined): LiveSession {
    const session = this.byToken(token)
    if (!session) throw new LabError('NO_SESSION')
    return session
  }

  view(session: LiveSession): SessionView {
    return viewSession(session, this.#options.view)
  }

  /**
   * Ends a session for good and removes all that it had. Idempotent. When the lab engine does not answer, the
   * session is closed all the same and the reaper removes its objects later.
   */
  async close(session: LiveSession, reason: string): Promise<void> {
    if (!this.#byId.delete(session.stored.id)) return
    this.#byTokenHash.delete(session.stored.tokenHash)
    this.#byPreviewKey.delete(session.stored.previewKey)
    const { store, clock, provisioner, log } = this.#options
    const sessionId = session.stored.id
    // First what cannot fail: whatever becomes of the rest, nobody works in it any more.
    session.closing.abort(new LabError('SESSION_CLOSED'))
    session.broadcast({ type: 'session', session: null, endReason: reason })
    await store.close(sessionId, clock.now(), reason)
    log.info({ sessionId, reason }, 'session closed')
    this.#changed()
    try {
      await provisioner.destroySession(sessionId)
    } catch (error) {
      log.warn({ sessionId, err: error }, 'objects of a closed session remain; the reaper will remove them')
    }
  }

  /** A session was opened or closed. */
  onChanged(listener: () => void): Disposable {
    this.#changeListeners.add(listener)
    return { [Symbol.dispose]: () => void this.#changeListeners.delete(listener) }
  }

  #changed(): void {
    for (const listener of [...this.#changeListeners]) listener()
  }

  #add(stored: StoredSession): LiveSession {
    const session = new LiveSession(stored, (changed) => {
      changed.broadcast({ type: 'session', session: this.view(changed) })
    })
    this.#byId.set(stored.id, session)
    this.#byTokenHash.set(stored.tokenHash, session)
    this.#byPreviewKey.set(stored.previewKey, session)
    return session
  }

  #freeUsername(): string {
    const taken = new Set(this.all().map(({ stored }) => stored.username))
    let seed = randomInt(USERNAME_COUNT)
    while (taken.has(usernameFrom(seed))) seed = (seed + 1) % USERNAME_COUNT
    return usernameFrom(seed)
  }
}
