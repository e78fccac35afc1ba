import type { WebSocket } from 'ws'

/** Whether a socket is read: as long as nobody holds it up. */
export class Reading implements Disposable {
  readonly #socket: Pick<WebSocket, 'pause' | 'resume'>
  readonly #timers = new Set<NodeJS.Timeout>()
  #holds = 0

  constructor(socket: Pick<WebSocket, 'pause' | 'resume'>) {
    this.#socket = socket
  }

  /** Until the promise is settled. */
  async holdUntil(done: Promise<unknown>): Promise<void> {
    this.#hold()
    try {
      await done
    } finally {
      this.#release()
    }
  }

  holdFor(ms: number): void {
    this.#hold()
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#release()
    }, ms)
    this.#timers.add(timer)
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #hold(): void {
    if (this.#holds++ === 0) this.#socket.pause()
  }

  #release(): void {
    if (--this.#holds === 0) this.#socket.resume()
  }
}
