import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Hub, HubPushEvent } from '../ports/hub.ts'
import type { HubAccounts } from './hub-accounts.ts'
import type { Sessions } from './sessions.ts'

export interface HubLinkOptions {
  hub: Hub
  accounts: HubAccounts
  sessions: Sessions
  log: Logger
}

/** Keeps the Hub's accounts those of the open sessions in the sandbox, and tells each session's tabs what it has pushed. */
export class HubLink implements Disposable {
  readonly #options: HubLinkOptions
  readonly #owned = new DisposableStack()
  #sending: Promise<void> | undefined
  #isStale = false

  constructor(options: HubLinkOptions) {
    this.#options = options
    this.#owned.use(
      options.hub.follow({ onConnected: () => this.refresh(), onPush: (push) => this.#tell(push) }),
    )
    this.#owned.use(options.sessions.onChanged(() => this.refresh()))
  }

  /** Sends all accounts; calls while one is under way lead to one more. */
  refresh(): void {
    this.#isStale = true
    this.#sending ??= this.#send().finally(() => (this.#sending = undefined))
    inBackground(this.#sending, this.#options.log, { about: 'hub accounts' })
  }

  [Symbol.dispose](): void {
    this.#owned.dispose()
  }

  async #send(): Promise<void> {
    const { hub, accounts, sessions } = this.#options
    while (this.#isStale) {
      this.#isStale = false
      const all = sessions.known().flatMap(({ stored }) => {
        const account = accounts.of(stored)
        return account ? [{ ...account, expiresAt: stored.deadline }] : []
      })
      await hub.replaceAccounts(all)
    }
  }

  #tell({ username, ...push }: HubPushEvent): void {
    const session = this.#options.sessions.all().find(({ stored }) => stored.username === username)
    session?.broadcast({ type: 'hub-push', ...push })
    session?.notifyActivity()
  }
}
