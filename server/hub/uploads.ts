import type { AccountRecord } from './control-protocol.ts'
import { MAX_OPEN_UPLOADS, UPLOAD_IDLE_MS } from './limits.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from './registry-errors.ts'
import type { Storage } from './storage.ts'
import { discard, type Upstream } from './upstream.ts'

/** After its client has gone, the registry closes its file within milliseconds. */
const SETTLE_MS = 500

export interface Upload {
  id: string
  account: AccountRecord
  /** The real registry's name of it. */
  repository: string
  /** Where the registry goes on with it: path and query of its last `Location`. */
  location: string
  receivedBytes: number
  /** Requests that send to it now. */
  active: number
  /** Milliseconds since the epoch. */
  usedAt: number
}

/** Uploads that are under way, so that none is left behind when its client stops half-way. */
export class Uploads {
  readonly #upstream: Upstream
  readonly #storage: Storage
  readonly #now: () => number
  readonly #onCancelled: (account: AccountRecord) => void
  readonly #byId = new Map<string, Upload>()

  constructor(options: {
    upstream: Upstream
    storage: Storage
    now: () => number
    onCancelled: (account: AccountRecord) => void
  }) {
    this.#upstream = options.upstream
    this.#storage = options.storage
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

  add(upload: Pick<Upload, 'id' | 'account' | 'repository' | 'location'>): void {
    this.#byId.set(upload.id, { ...upload, receivedBytes: 0, active: 0, usedAt: this.#now() })
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
    // The registry may still write what it had received, and so bring the upload back.
    await delay(SETTLE_MS)
    await this.#storage.removeBelow(`${upload.repository}/_uploads/${upload.id}`)
    this.#onCancelled(upload.account)
  }

  async #cancel(isMeant: (upload: Upload) => boolean): Promise<void> {
    await Promise.all([...this.#byId.values()].filter(isMeant).map((upload) => this.cancel(upload)))
  }
}
