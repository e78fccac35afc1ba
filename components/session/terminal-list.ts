import type { InstanceName, TerminalNumber, TerminalRef } from '../../server/protocol/ids.ts'
import { explain, hasCode, type SessionApi } from './session-api.ts'

type TerminalApi = Pick<SessionApi, 'openTerminal' | 'closeTerminal' | 'renameTerminal'>

/** Changes which terminals an instance has; the session's view tells all tabs. */
export class TerminalList {
  readonly #api: TerminalApi
  readonly #notify: (message: string) => void

  constructor(api: TerminalApi, notify: (message: string) => void) {
    this.#api = api
    this.#notify = notify
  }

  /** Null: it was not opened, and a notice says why. */
  async open(instance: InstanceName): Promise<TerminalNumber | null> {
    try {
      return (await this.#api.openTerminal(instance)).number
    } catch (error) {
      this.#notify(`No terminal was opened. ${explain(error)}`)
      return null
    }
  }

  /** `busy`: a command runs in it, which only `isForced` ends. `failed`: a notice says why. */
  async close(ref: TerminalRef, options: { isForced: boolean }): Promise<'closed' | 'busy' | 'failed'> {
    try {
      await this.#api.closeTerminal(ref, options)
      return 'closed'
    } catch (error) {
      if (hasCode(error, 'TERMINAL_BUSY')) return 'busy'
      // Another tab has closed it.
      if (hasCode(error, 'TERMINAL_NOT_FOUND')) return 'closed'
      this.#notify(`The terminal was not closed. ${explain(error)}`)
      return 'failed'
    }
  }

  /** False: it keeps its name, and a notice says why. */
  async rename(ref: TerminalRef, name: string): Promise<boolean> {
    try {
      await this.#api.renameTerminal(ref, name)
      return true
    } catch (error) {
      this.#notify(`The terminal was not renamed. ${explain(error)}`)
      return false
    }
  }
}
