/** Aborts its signal when nothing has happened for so long. */
export class IdleTimeout implements Disposable {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout
  #isDisposed = false

  /** `reason`: what the signal is aborted with. */
  constructor(idleMs: number, reason: () => Error) {
    this.#timer = setTimeout(() => this.#controller.abort(reason()), idleMs)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Something has happened. */
  readonly refresh = (): void => {
    // Node would start a cleared timer again.
    if (!this.#isDisposed) this.#timer.refresh()
  };

  [Symbol.dispose](): void {
    this.#isDisposed = true
    clearTimeout(this.#timer)
  }
}
