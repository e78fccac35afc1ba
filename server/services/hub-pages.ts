import type { Hub } from '../ports/hub.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubMode } from '../protocol/hub-mode.ts'
import type { HubRepository, HubSearchAnswer } from '../protocol/hub.ts'
import type { LiveSession } from './live-session.ts'

/** What the Hub's pages show. In live mode names lead to the real registries, and there is nothing to show. */
export class HubPages {
  readonly #hub: Hub | null
  readonly #defaultMode: HubMode

  /** `hub`: null where the machine has none. `defaultMode`: of who has no session. */
  constructor(hub: Hub | null, defaultMode: HubMode) {
    this.#hub = hub
    this.#defaultMode = defaultMode
  }

  async search(query: string, session: LiveSession | undefined): Promise<HubSearchAnswer> {
    const hub = this.#hubOf(session)
    if (!hub) return { mode: 'live', catalog: [], own: [] }
    const found = await hub.search({ query, username: session?.stored.username })
    return { mode: 'sandbox', ...found }
  }

  /** Throws REPOSITORY_NOT_FOUND. */
  async repository(
    { host, name }: { host: string; name: string },
    session: LiveSession | undefined,
  ): Promise<HubRepository> {
    const found = await this.#hubOf(session)?.repository({ host, name, username: session?.stored.username })
    if (!found) throw new LabError('REPOSITORY_NOT_FOUND')
    return found
  }

  #hubOf(session: LiveSession | undefined): Hub | null {
    return (session?.stored.hubMode ?? this.#defaultMode) === 'sandbox' ? this.#hub : null
  }
}
