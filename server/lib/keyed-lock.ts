import { AsyncLock } from './async-lock.ts'

/** Tasks of the same key run one after the other, those of different keys together. */
export class KeyedLock {
  readonly #locks = new Map<string, { lock: AsyncLock; users: number }>()

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const entry = this.#locks.get(key) ?? { lock: new AsyncLock(), users: 0 }
    this.#locks.set(key, entry)
    entry.users++
    try {
      return await entry.lock.run(task)
    } finally {
      if (--entry.users === 0) this.#locks.delete(key)
    }
  }
}
