import type { HubAccount, HubRepository, HubRepositorySummary } from '../protocol/hub.ts'

export type ExpiringHubAccount = HubAccount & {
  /** When the Hub may end it, even if its broker is gone. Milliseconds since the epoch. */
  expiresAt: number
}

export interface HubPushEvent {
  username: string
  host: string
  repository: string
  /** Null for a push by digest. */
  tag: string | null
  digest: string
}

export interface HubObserver {
  /** The Hub answers, for the first time or again: it knows no accounts. */
  onConnected(): void
  onPush(push: HubPushEvent): void
}

/** The sandbox Hub, as the broker manages it. Every call rejects with HUB_UNAVAILABLE when it does not answer. */
export interface Hub {
  /** All accounts of this broker. What those have pushed that are not among them any more is removed. */
  replaceAccounts(accounts: ExpiringHubAccount[]): Promise<void>
  /** `username`: whose own repositories are listed, too. */
  search(request: {
    query: string
    username: string | undefined
  }): Promise<{ catalog: HubRepositorySummary[]; own: HubRepositorySummary[] }>
  /** `undefined` when there is none, or it is not for this user. */
  repository(request: {
    host: string
    name: string
    username: string | undefined
  }): Promise<HubRepository | undefined>
  /** Follows the Hub until closed; survives its restarts. */
  follow(observer: HubObserver): Disposable
}
