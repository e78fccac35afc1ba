import { setImmediate as nextTurn } from 'node:timers/promises'
import { KeyedLock } from './keyed-lock.ts'

/**
 * Writes of things of which the newest state alone matters: for each key one is under way, and one that has not begun
 * stands for all that are asked for meanwhile, or in the same turn of the event loop.
 */
export class LatestWrites implements AsyncDisposable {
  readonly #locks = new KeyedLock()
  /** Those that have not begun. */
  readonly #waiting = new Map<string, Promise<void>>()
  readonly #all = new Set<Promise<void>>()

  /** `write` is to read the state when it is called. Rejects, for all who wait for it, as the write does. */
  ask(key: string, write: () => Promise<void>): Promise<void> {
    const waiting = this.#waiting.get(key)
    if (waiting) return waiting
    const asked = this.#locks.run(key, async () => {
      await nextTurn()
      this.#waiting.delete(key)
      await write()
    })
    this.#waiting.set(key, asked)
    this.#all.add(asked)
    const forget = (): void => void this.#all.delete(asked)
    asked.then(forget, forget)
    return asked
  }

  /** Resolves when all that was asked for has been written, or has failed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#all)
  }
}
