import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { AuditStore } from '../ports/store.ts'
import type { AuditEntry } from '../protocol/audit.ts'

/** The same refusal to the same address is written down once in this time: trying keys must not fill the disk. */
export const REFUSAL_PAUSE_MS = 60_000
/** Addresses whose refusals are remembered; more at once are written down again. */
const MAX_REMEMBERED = 1_000
/** Characters of what an act was done to. */
const MAX_TARGET = 200

export type AuditedAct = Omit<AuditEntry, 'id' | 'at'>

/** What the schema keeps, and a day in which the clock that it goes by may differ from ours. */
export const AUDIT_KEPT_MS = 401 * 24 * 3_600_000

/** Who of those in charge did what, and who tried to. Nothing here changes an entry, or removes one before its time. */
export class AuditLog {
  readonly #store: AuditStore
  readonly #clock: Clock
  readonly #log: Logger
  readonly #refusals = new Map<string, number>()

  constructor({ store, clock, log }: { store: AuditStore; clock: Clock; log: Logger }) {
    this.#store = store
    this.#clock = clock
    this.#log = log
  }

  /** Never throws, and is not waited for. */
  record({ target, ...act }: AuditedAct): void {
    const at = this.#clock.now()
    if (act.result !== 'done' && this.#isRepeated(`${act.address} ${act.act} ${act.result}`, at)) return
    const entry = { at, ...act, target: target?.slice(0, MAX_TARGET) ?? null }
    this.#log.info({ audit: entry }, 'audit')
    this.#store
      .append(entry)
      .catch((error: unknown) => this.#log.error({ audit: entry, err: error }, 'audit entry not kept'))
  }

  /** The newest first; `before`: those older than that entry. */
  read(range: { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
    return this.#store.newest(range)
  }

  /** Removes what has been kept for long enough. */
  async prune(): Promise<void> {
    await this.#store.prune(this.#clock.now() - AUDIT_KEPT_MS)
  }

  #isRepeated(key: string, now: number): boolean {
    const last = this.#refusals.get(key)
    if (last !== undefined && now - last < REFUSAL_PAUSE_MS) return true
    if (this.#refusals.size >= MAX_REMEMBERED) this.#refusals.clear()
    this.#refusals.set(key, now)
    return false
  }
}
