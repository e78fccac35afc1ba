import { clampSize, type TerminalSize } from '../domain/terminal-size.ts'
import type { Instance } from '../domain/instance.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import type { InstanceName } from '../protocol/ids.ts'
import type { LiveSession } from './live-session.ts'
import { Terminal } from './terminal.ts'

/** Between attempts to reach a shell again whose stream was lost, for example while the lab engine restarts. */
const RECONNECT_MS = 1_000

interface Entry {
  /** One attach at a time: two tabs must not start two shells. */
  lock: AsyncLock
  terminal: Terminal | undefined
}

/** The shells of all instances: opened on first use, kept while nobody watches. */
export class Terminals implements AsyncDisposable {
  readonly #access: InstanceAccess
  readonly #log: Logger
  readonly #entries = new Map<Instance['id'], Entry>()

  constructor({ access, log }: { access: InstanceAccess; log: Logger }) {
    this.#access = access
    this.#log = log
  }

  /** Throws INSTANCE_NOT_FOUND or INSTANCE_NOT_READY. */
  async open(session: LiveSession, name: InstanceName, size: TerminalSize): Promise<Terminal> {
    const instance = requireReady(session, name)
    const entry = this.#entry(session, instance)
    return entry.lock.run(async () => {
      entry.terminal ??= await this.#start(session, instance, entry, clampSize(size))
      return entry.terminal
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const terminals = [...this.#entries.values()].flatMap(({ terminal }) => terminal ?? [])
    this.#entries.clear()
    await Promise.all(terminals.map((terminal) => terminal[Symbol.asyncDispose]()))
  }

  async #start(
    session: LiveSession,
    instance: Instance,
    entry: Entry,
    size: TerminalSize,
  ): Promise<Terminal> {
    const stream = await this.#access.openTerminal(instance.id, size)
    const terminal: Terminal = new Terminal(stream, {
      size,
      onPrompt: () => session.notifyActivity(),
      onEnd: (reason) => void this.#ended(reason, { session, instance, entry, terminal }),
    })
    return terminal
  }

  async #ended(reason: 'shell-exited' | 'lost', shell: Shell): Promise<void> {
    const { session, instance, entry, terminal } = shell
    if (reason === 'lost') {
      const stream = await this.#reconnect(shell)
      if (stream) return
    }
    if (entry.terminal === terminal) entry.terminal = undefined
    if (!session.readyInstance(instance.name)) this.#entries.delete(instance.id)
    terminal.exited()
    await terminal[Symbol.asyncDispose]()
  }

  /** Tries until it succeeds (true), or the instance is no longer there to be reached. */
  async #reconnect(shell: Shell): Promise<boolean> {
    const { session, instance, terminal } = shell
    while (session.readyInstance(instance.name)?.id === instance.id && !session.closing.signal.aborted) {
      try {
        const stream = await this.#access.openTerminal(instance.id, terminal.size)
        terminal.reconnect(stream, (reason) => void this.#ended(reason, shell))
        return true
      } catch (error) {
        if (error instanceof LabError && error.code === 'INSTANCE_NOT_FOUND') return false
        this.#log.debug({ sessionId: session.stored.id, instance: instance.name }, 'shell not reachable yet')
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
      }
    }
    return false
  }

  #entry(session: LiveSession, instance: Instance): Entry {
    const known = this.#entries.get(instance.id)
    if (known) return known
    const entry: Entry = { lock: new AsyncLock(), terminal: undefined }
    this.#entries.set(instance.id, entry)
    session.closing.signal.addEventListener('abort', () => this.#entries.delete(instance.id), { once: true })
    return entry
  }
}

interface Shell {
  session: LiveSession
  instance: Instance
  entry: Entry
  terminal: Terminal
}

export function requireReady(session: LiveSession, name: InstanceName): Instance {
  const state = session.instances.get(name)
  if (!state) throw new LabError('INSTANCE_NOT_FOUND')
  if (state.status !== 'ready') throw new LabError('INSTANCE_NOT_READY')
  return state.instance
}
