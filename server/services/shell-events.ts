import { ShellTracker } from '../domain/shell-tracker.ts'
import { untilAborted } from '../lib/until-aborted.ts'

/** The state of a shell, and what waits for it to change. */
export class ShellEvents {
  readonly #onPrompt: (exitCode: number | undefined) => void
  #tracker = new ShellTracker()
  readonly #promptListeners = new Set<() => void>()
  readonly #commandListeners = new Set<() => void>()

  /** `onPrompt` is called whenever the shell is back at its prompt after a command, with what the command ended with. */
  constructor(onPrompt: (exitCode: number | undefined) => void) {
    this.#onPrompt = onPrompt
  }

  get state(): Pick<ShellTracker, 'isBusy' | 'isAtPrompt' | 'isBracketing' | 'exitCode'> {
    return this.#tracker
  }

  /** Another shell has taken its place. */
  restart(): void {
    this.#tracker = new ShellTracker()
  }

  observe(bytes: Uint8Array): void {
    const hasPrompted = this.#tracker.observe(bytes)
    if (this.#tracker.isAtPrompt) for (const listener of [...this.#promptListeners]) listener()
    if (!hasPrompted) return
    for (const listener of [...this.#commandListeners]) listener()
    this.#onPrompt(this.#tracker.exitCode)
  }

  /** Resolves when the shell shows its prompt, at once when it does already. Rejects with the signal's reason. */
  async atPrompt(signal: AbortSignal): Promise<void> {
    if (!this.#tracker.isAtPrompt) await next(this.#promptListeners, signal)
  }

  /** Resolves when the next command, or paste of commands, has ended. Rejects with the signal's reason. */
  commandEnded(signal: AbortSignal): Promise<void> {
    return next(this.#commandListeners, signal)
  }
}

async function next(listeners: Set<() => void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  listeners.add(resolve)
  try {
    await untilAborted(promise, signal)
  } finally {
    listeners.delete(resolve)
  }
}
