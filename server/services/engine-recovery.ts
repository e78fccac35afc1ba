import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { EngineConnection, EngineNews, Provisioner } from '../ports/provisioner.ts'
import type { Recorder } from './flight-recorder.ts'
import type { Instances } from './instances.ts'
import type { Isolation } from './isolation.ts'
import type { LiveSession } from './live-session.ts'
import type { Sessions } from './sessions.ts'

const ENDED_WITH_ENGINE = 'The lab engine, which ran it, stopped. Start a new one in its place.'

export interface EngineRecoveryOptions {
  engine: EngineConnection
  sessions: Sessions
  instances: Pick<Instances, 'reconcile'>
  provisioner: Pick<Provisioner, 'removeStopped' | 'reconnectHub'>
  isolation: Pick<Isolation, 'refresh'>
  recorder: Recorder
  log: Logger
}

/**
 * What the lab engine's end and return mean for sessions: their pages tell; what still lives goes on; what ended is told
 * as ended; what was half made is removed. Whatever fails here is done by the reaper's next sweep.
 */
export class EngineRecovery implements Disposable {
  readonly #options: EngineRecoveryOptions
  readonly #subscription: Disposable

  constructor(options: EngineRecoveryOptions) {
    this.#options = options
    this.#subscription = options.engine.onChange((news) => this.#heard(news))
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]()
  }

  #heard(news: EngineNews): void {
    const { recorder, log } = this.#options
    if (!news.isUp) {
      log.error('the lab engine does not answer')
      for (const { stored } of this.#concerned()) recorder.record(stored.id, { type: 'engine-lost' })
      return this.#tellPages()
    }
    const { hasRestarted, downMs } = news
    log.warn({ hasRestarted, downMs }, 'the lab engine answers again')
    for (const { stored } of this.#concerned()) recorder.record(stored.id, { type: 'engine-back', downMs })
    this.#tellPages()
    inBackground(this.#recover(hasRestarted), log, { about: 'recovery of the lab engine' })
  }

  async #recover(hasRestarted: boolean): Promise<void> {
    const { instances, provisioner, isolation } = this.#options
    // First what participants look at.
    await instances.reconcile(hasRestarted ? ENDED_WITH_ENGINE : undefined)
    await provisioner.removeStopped({ includeUnstarted: true })
    await provisioner.reconnectHub()
    // Without it no instance starts.
    await isolation.refresh()
  }

  /** Those that have something on the lab engine. */
  #concerned(): LiveSession[] {
    return this.#options.sessions.all().filter(({ instances }) => instances.size > 0)
  }

  #tellPages(): void {
    for (const session of this.#options.sessions.known()) session.restate(session.stored)
  }
}
