import { setTimeout as delay } from 'node:timers/promises'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'

/** However much happens in an instance, rounds begin no closer together than this. */
const MIN_ROUND_MS = 500

/** Runs a task again while it has been asked for since it began; never twice at the same time. */
export class CheckLoop {
  readonly #task: (signal: AbortSignal) => Promise<void>
  readonly #log: Logger
  readonly #about: Record<string, unknown>
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  #isWanted = false

  constructor(
    task: (signal: AbortSignal) => Promise<void>,
    { log, about }: { log: Logger; about: Record<string, unknown> },
  ) {
    this.#task = task
    this.#log = log
    this.#about = about
  }

  /** Resolves when nothing of it runs. */
  get ended(): Promise<void> {
    return this.#running ?? Promise.resolve()
  }

  trigger(): void {
    this.#isWanted = true
    if (this.#running || this.#stopping.signal.aborted) return
    const running = this.#run().finally(() => {
      this.#running = undefined
      // Asked for between the last look and now, or after a round that failed.
      if (this.#isWanted) this.trigger()
    })
    this.#running = running.catch(() => undefined)
    inBackground(running, this.#log, this.#about)
  }

  stop(): void {
    this.#stopping.abort()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (this.#isWanted && !signal.aborted) {
      this.#isWanted = false
      const startedMs = performance.now()
      await this.#task(signal)
      const restMs = MIN_ROUND_MS - (performance.now() - startedMs)
      // Aborted when nobody looks any more; the condition above ends the loop.
      if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
