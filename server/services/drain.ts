import type { Logger } from '../lib/logger.ts'
import { LabError } from '../protocol/errors.ts'
import type { Settings } from '../ports/store.ts'

const SETTING = 'is-draining'

/**
 * Whether the lab lets nobody new in. It is kept: a broker that is restarted in the middle of a service does not open by
 * itself.
 */
export class Drain {
  readonly #settings: Settings
  readonly #log: Logger
  #isDraining: boolean

  constructor(settings: Settings, log: Logger, isDraining = false) {
    this.#settings = settings
    this.#log = log
    this.#isDraining = isDraining
  }

  static async open(settings: Settings, log: Logger): Promise<Drain> {
    const isDraining = (await settings.read(SETTING)) === 'true'
    if (isDraining) log.warn('draining: nobody new is let in until `npm run drain -- --off`')
    return new Drain(settings, log, isDraining)
  }

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** Throws DRAINING. */
  requireOpen(): void {
    if (this.#isDraining) throw new LabError('DRAINING', { retryAfterSeconds: 60 })
  }

  async set(isDraining: boolean): Promise<void> {
    await this.#settings.write(SETTING, String(isDraining))
    this.#isDraining = isDraining
    this.#log.warn({ isDraining }, 'drain')
  }
}
