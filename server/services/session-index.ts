import type { SessionKey } from '../ports/store.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { LiveSession } from './live-session.ts'

/** Open sessions, by all that one is found by. Those in the pool, which are nobody's, are found by their id alone. */
export class SessionIndex {
  readonly #byId = new Map<SessionId, LiveSession>()
  readonly #pooled = new Set<LiveSession>()
  readonly #byTokenHash = new Map<string, LiveSession>()
  readonly #byPreviewKey = new Map<string, LiveSession>()
  readonly #bySeat = new Map<SeatId, LiveSession>()

  /** Idempotent; once more when it has become somebody's, or a seat's. */
  add(session: LiveSession): void {
    const { id, claimedAt, tokenHash, previewKey, seatId } = session.stored
    this.#byId.set(id, session)
    if (claimedAt === null) {
      this.#pooled.add(session)
      return
    }
    this.#byTokenHash.set(tokenHash, session)
    this.#byPreviewKey.set(previewKey, session)
    if (seatId) this.#bySeat.set(seatId, session)
  }

  /** False: it was not there. */
  remove(session: LiveSession): boolean {
    const { stored } = session
    this.#pooled.delete(session)
    this.#byTokenHash.delete(stored.tokenHash)
    this.#byPreviewKey.delete(stored.previewKey)
    if (stored.seatId) this.#bySeat.delete(stored.seatId)
    return this.#byId.delete(stored.id)
  }

  /** Out of the pool, once: false for who comes second. It stays open. */
  takePooled(session: LiveSession): boolean {
    return this.#pooled.delete(session)
  }

  isPooled(session: LiveSession): boolean {
    return this.#pooled.has(session)
  }

  /** The oldest first. */
  pooled(): LiveSession[] {
    return [...this.#pooled]
  }

  all(): LiveSession[] {
    return [...this.#byId.values()]
  }

  get size(): number {
    return this.#byId.size
  }

  byId(id: SessionId): LiveSession | undefined {
    return this.#byId.get(id)
  }

  bySeat(id: SeatId): LiveSession | undefined {
    return this.#bySeat.get(id)
  }

  byKey(key: SessionKey): LiveSession | undefined {
    return 'seatId' in key ? this.#bySeat.get(key.seatId) : this.#byTokenHash.get(key.tokenHash)
  }

  byPreviewKey(key: string): LiveSession | undefined {
    return this.#byPreviewKey.get(key)
  }
}
