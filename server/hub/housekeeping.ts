import { removeAccountContent } from './accounts-end.ts'
import type { AccountRecord } from './control-protocol.ts'
import type { HubServices } from './hub-services.ts'
import { COLLECT_DELAY_MS } from './limits.ts'

const TICK_MS = 15_000

/** Removes what accounts leave behind when they end, and uploads that nobody goes on with. */
export class Housekeeping implements Disposable {
  readonly #services: HubServices
  readonly #timer: NodeJS.Timeout
  readonly #onEnded = (account: AccountRecord): void => void this.#run('remove', () => this.#remove(account))
  #collectAt = Number.POSITIVE_INFINITY
  #isCollecting = false

  constructor(services: HubServices) {
    this.#services = services
    services.accounts.on('ended', this.#onEnded)
    this.#timer = setInterval(() => void this.#tick(), TICK_MS)
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.#services.accounts.off('ended', this.#onEnded)
  }

  async #tick(): Promise<void> {
    const { accounts, uploads, collector } = this.#services
    const now = Date.now()
    accounts.expire(now)
    await this.#run('cancel uploads', () => uploads.cancelIdle())
    if (now < this.#collectAt || this.#isCollecting) return
    this.#isCollecting = true
    this.#collectAt = Number.POSITIVE_INFINITY
    await this.#run('collect', () => collector.collect())
    this.#isCollecting = false
  }

  async #remove(account: AccountRecord): Promise<void> {
    await removeAccountContent(this.#services, account)
    this.#collectAt = Math.min(this.#collectAt, Date.now() + COLLECT_DELAY_MS)
  }

  async #run(about: string, task: () => Promise<void>): Promise<void> {
    await task().catch((error: unknown) =>
      this.#services.log.error({ err: error, about }, 'housekeeping failed'),
    )
  }
}
