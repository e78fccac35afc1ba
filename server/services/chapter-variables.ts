import type { Chapter } from '../domain/lab.ts'
import { isValueOf } from '../domain/variables.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { VariableStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { ChapterRef, VariableName } from '../protocol/ids.ts'
import { accountValues, type VariableValues } from '../protocol/variables.ts'
import type { HubAccounts } from './hub-accounts.ts'
import type { LabScripts } from './lab-scripts.ts'
import type { LiveSession } from './live-session.ts'

export interface ChapterVariablesOptions {
  catalog: LabCatalog
  store: VariableStore
  scripts: LabScripts
  hubAccounts: HubAccounts
}

/** What `{{name}}` stands for in a session's chapters. */
export class ChapterVariables {
  readonly #options: ChapterVariablesOptions

  constructor(options: ChapterVariablesOptions) {
    this.#options = options
  }

  /** All values that are known. */
  async values({ stored }: LiveSession, ref: ChapterRef): Promise<VariableValues> {
    // In live mode only the name is known.
    const account = this.#options.hubAccounts.of(stored)
    const own = await this.#options.store.byChapter(stored.id, ref)
    return { ...own, ...accountValues({ username: stored.username, account }) }
  }

  /** Throws CHAPTER_NOT_FOUND, VARIABLE_NOT_FOUND or VARIABLE_INVALID. */
  async set(session: LiveSession, ref: ChapterRef, { name, value }: { name: VariableName; value: string }) {
    const variable = this.#options.catalog.chapter(ref).variables.get(name)
    if (variable?.source.type !== 'ask') throw new LabError('VARIABLE_NOT_FOUND')
    if (!isValueOf(variable, value)) throw new LabError('VARIABLE_INVALID')
    await this.#options.store.set(session.stored.id, ref, { name, value })
    await this.announce(session, ref)
  }

  /** Runs the chapter's scripts, and tells the session's tabs when a value is new. A value stays until there is another. */
  async refresh(session: LiveSession, ref: ChapterRef, chapter: Chapter): Promise<void> {
    const known = await this.#options.store.byChapter(session.stored.id, ref)
    let hasChanged = false
    for (const variable of chapter.variables.values()) {
      const { name, source } = variable
      const instance = source.type === 'script' ? session.readyInstance(source.on) : undefined
      if (source.type !== 'script' || !instance) continue
      const value = await this.#options.scripts.value(instance, variable, source.run)
      if (value === undefined || value === known[name]) continue
      await this.#options.store.set(session.stored.id, ref, { name, value })
      hasChanged = true
    }
    if (hasChanged) await this.announce(session, ref)
  }

  async announce(session: LiveSession, ref: ChapterRef): Promise<void> {
    session.broadcast({ type: 'variables', ...ref, values: await this.values(session, ref) })
  }
}
