/** Many may hold it together, or one alone. Who wants it alone waits for those inside; newcomers wait for them. */
export class SharedLock {
  #inside = 0
  #alone: Promise<unknown> | undefined
  #onEmpty: (() => void) | undefined

  async shared<T>(task: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone
    this.#inside++
    try {
      return await task()
    } finally {
      this.#inside--
      if (this.#inside === 0) this.#onEmpty?.()
    }
  }

  async exclusive<T>(task: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone
    const run = this.#runAlone(task)
    // The next in line only needs to know that it has ended.
    this.#alone = run.catch(() => undefined).finally(() => (this.#alone = undefined))
    return run
  }

  async #runAlone<T>(task: () => Promise<T>): Promise<T> {
    if (this.#inside > 0) await new Promise<void>((resolve) => (this.#onEmpty = resolve))
    this.#onEmpty = undefined
    return task()
  }
}
