/**
 * Runs a task at once when triggered, then at most once in each interval; triggers that come meanwhile become one
 * run at its end. Runs never overlap. The task must not reject.
 */
export class Throttle implements Disposable {
  readonly #task: () => void | Promise<void>
  readonly #intervalMs: number
  #timer: NodeJS.Timeout | undefined
  #isBusy = false
  #isDue = false
  #isDisposed = false

  constructor(intervalMs: number, task: () => void | Promise<void>) {
    this.#intervalMs = intervalMs
    this.#task = task
  }

  trigger(): void {
    if (this.#isDisposed) return
    if (this.#isBusy) this.#isDue = true
    else void this.#run()
  }

  async #run(): Promise<void> {
    this.#isBusy = true
    this.#isDue = false
    await this.#task()
    if (this.#isDisposed) return
    this.#timer = setTimeout(() => {
      this.#isBusy = false
      if (this.#isDue) this.trigger()
    }, this.#intervalMs)
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    clearTimeout(this.#timer)
  }
}
