import type { Hub } from '../ports/hub.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubRepository, HubSearchAnswer } from '../protocol/hub.ts'
import type { LiveSession } from './live-session.ts'

/** What the Hub's pages show. `hub` is null in live mode, where names lead to the real registries. */
export class HubPages {
  readonly #hub: Hub | null

  constructor(hub: Hub | null) {
    this.#hub = hub
  }

  async search(query: string, session: LiveSession | undefined): Promise<HubSearchAnswer> {
    if (!this.#hub) return { mode: 'live', catalog: [], own: [] }
    const found = await this.#hub.search({ query, username: session?.stored.username })
    return { mode: 'sandbox', ...found }
  }

  /** Throws REPOSITORY_NOT_FOUND. */
  async repository(
    { host, name }: { host: string; name: string },
    session: LiveSession | undefined,
  ): Promise<HubRepository> {
    const found = await this.#hub?.repository({ host, name, username: session?.stored.username })
    if (!found) throw new LabError('REPOSITORY_NOT_FOUND')
    return found
  }
}
