import type { ExpiringHubAccount, Hub, HubObserver } from '../ports/hub.ts'
import type { HubRepository } from '../protocol/hub.ts'

/** A Hub in memory: remembers its accounts, and pushes when it is told to. */
export class FakeHub implements Hub {
  accounts: ExpiringHubAccount[] = []
  repositories: HubRepository[] = []
  observers = new Set<HubObserver>()

  async replaceAccounts(accounts: ExpiringHubAccount[]): Promise<void> {
    this.accounts = accounts
  }

  async search({ query }: { query: string }) {
    const catalog = this.repositories.filter(({ name }) => name.includes(query))
    return { catalog, own: [] }
  }

  async repository({ host, name }: { host: string; name: string }): Promise<HubRepository | undefined> {
    return this.repositories.find((repository) => repository.host === host && repository.name === name)
  }

  follow(observer: HubObserver): Disposable {
    this.observers.add(observer)
    return { [Symbol.dispose]: () => void this.observers.delete(observer) }
  }
}
