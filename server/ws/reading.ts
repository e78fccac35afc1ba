import type { WebSocket } from 'ws'
import type { RateLimit } from '../domain/rate-limits.ts'
import { MAX_INPUT_BACKLOG_BYTES, MAX_SOCKET_BACKLOG_BYTES } from '../protocol/limits.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import type { Terminal } from '../services/terminal.ts'

/** How often frames may come, and from whom. */
export interface Pace {
  limits: Pick<RateLimits, 'charge'>
  limit: RateLimit
  key: string
}

type ReadSocket = Pick<WebSocket, 'pause' | 'resume' | 'terminate' | 'bufferedAmount'>

/** Whether a socket is read: as long as nobody holds it up. The same for every socket that a browser opens. */
export class Reading implements Disposable {
  readonly #socket: ReadSocket
  readonly #pace: Pace
  readonly #timers = new Set<NodeJS.Timeout>()
  #holds = 0

  constructor(socket: ReadSocket, pace: Pace) {
    this.#socket = socket
    this.#pace = pace
  }

  /** To be asked for each frame that has come. False: the socket has been cut off. What comes too fast is read later. */
  admit(): boolean {
    // It asks and asks and does not read the answers.
    if (this.#socket.bufferedAmount > MAX_SOCKET_BACKLOG_BYTES) {
      this.#socket.terminate()
      return false
    }
    const { limits, limit, key } = this.#pace
    const waitMs = limits.charge(limit, key)
    if (waitMs > 0) this.#holdFor(waitMs)
    return true
  }

  /** Reads no further from a tab whose shell does not take what was typed: keys are neither lost nor piled up. */
  async untilTaken(terminal: Pick<Terminal, 'inputBacklogBytes' | 'inputDrained'>): Promise<void> {
    if (terminal.inputBacklogBytes <= MAX_INPUT_BACKLOG_BYTES) return
    this.#hold()
    try {
      await terminal.inputDrained()
    } finally {
      this.#release()
    }
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #holdFor(ms: number): void {
    this.#hold()
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#release()
    }, ms)
    this.#timers.add(timer)
  }

  #hold(): void {
    if (this.#holds++ === 0) this.#socket.pause()
  }

  #release(): void {
    if (--this.#holds === 0) this.#socket.resume()
  }
}
