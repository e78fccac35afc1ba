import type { AccountRecord } from './control-protocol.ts'
import { MAX_OPEN_UPLOADS, UPLOAD_IDLE_MS } from './limits.ts'
import { RegistryError } from './registry-errors.ts'
import { discard, type Upstream } from './upstream.ts'

export interface Upload {
  id: string
  account: AccountRecord
  /** Where the registry goes on with it: path and query of its last `Location`. */
  location: string
  /** Requests that send to it now. */
  active: number
  /** Milliseconds since the epoch. */
  usedAt: number
}

/** Uploads that are under way, so that none is left behind when its client stops half-way. */
export class Uploads {
  readonly #upstream: Upstream
  readonly #now: () => number
  readonly #onCancelled: (account: AccountRecord) => void
  readonly #byId = new Map<string, Upload>()

  constructor(options: {
    upstream: Upstream
    now: () => number
    onCancelled: (account: AccountRecord) => void
  }) {
    this.#upstream = options.upstream
    this.#now = options.now
    this.#onCancelled = options.onCancelled
  }

  /** Throws TOOMANYREQUESTS. */
  requireRoom(account: AccountRecord): void {
    const open = [...this.#byId.values()].filter((upload) => upload.account.username === account.username)
    if (open.length < MAX_OPEN_UPLOADS) return
    throw new RegistryError('TOOMANYREQUESTS', {
      message: 'too many unfinished uploads; finish or cancel some',
    })
  }

  add(id: string, account: AccountRecord, location: string): void {
    this.#byId.set(id, { id, account, location, active: 0, usedAt: this.#now() })
  }

  get(id: string): Upload | undefined {
    return this.#byId.get(id)
  }

  /** Finished, or the registry has given it up. */
  remove(id: string): void {
    this.#byId.delete(id)
  }

  async whileUsed<T>(upload: Upload, task: () => Promise<T>): Promise<T> {
    upload.active++
    try {
      return await task()
    } finally {
      upload.active--
      upload.usedAt = this.#now()
    }
  }

  async cancelIdle(): Promise<void> {
    const oldest = this.#now() - UPLOAD_IDLE_MS
    await this.#cancel((upload) => upload.active === 0 && upload.usedAt <= oldest)
  }

  async cancelOf(account: AccountRecord): Promise<void> {
    await this.#cancel((upload) => upload.account.username === account.username)
  }

  async cancel(upload: Upload): Promise<void> {
    this.#byId.delete(upload.id)
    discard(await this.#upstream.send({ method: 'DELETE', path: upload.location }))
    this.#onCancelled(upload.account)
  }

  async #cancel(isMeant: (upload: Upload) => boolean): Promise<void> {
    await Promise.all([...this.#byId.values()].filter(isMeant).map((upload) => this.cancel(upload)))
  }
}
