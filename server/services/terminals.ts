import { setTimeout as delay } from 'node:timers/promises'
import { clampSize, type TerminalSize } from '../domain/terminal-size.ts'
import type { Instance } from '../domain/instance.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import { FIRST_TERMINAL, type InstanceName, type TerminalNumber, type TerminalRef } from '../protocol/ids.ts'
import type { LiveSession } from './live-session.ts'
import type { Metrics } from './metrics.ts'
import type { RecentOutput } from './screen-text.ts'
import { Terminal } from './terminal.ts'

/** Between attempts to reach a shell again whose stream was lost, for example while the lab engine restarts. */
const RECONNECT_MS = 1_000
/** A stream that ends sooner has not reached a shell: its holder or bash cannot start there. */
const SHORT_LIFE_MS = 5_000
/** After so many of them in a row the shell counts as ended; the participant can ask for a new one. */
const MAX_SHORT_LIVES = 5

/** Until the first viewer tells its own. */
const UNSEEN_SIZE: TerminalSize = { cols: 80, rows: 24 }

type TerminalMetrics = Pick<Metrics, 'echoed'>

interface Entry {
  session: LiveSession
  instance: Instance
  number: TerminalNumber
  /** One attach at a time: two tabs must not start two shells. */
  lock: AsyncLock
  terminal: Terminal | undefined
  openedAtMs: number
  shortLives: number
}

export interface TerminalOutput {
  instance: InstanceName
  terminal: TerminalNumber
  name: string | null
  output: RecentOutput
}

/** The shells of all instances: opened on first use, kept while nobody watches. */
export class Terminals implements AsyncDisposable {
  readonly #access: InstanceAccess
  readonly #log: Logger
  readonly #metrics: TerminalMetrics
  readonly #entries = new Map<string, Entry>()
  readonly #stopping = new AbortController()

  constructor({ access, log, metrics }: { access: InstanceAccess; log: Logger; metrics: TerminalMetrics }) {
    this.#access = access
    this.#log = log
    this.#metrics = metrics
  }

  /** Shells that are followed now. */
  get count(): number {
    return [...this.#entries.values()].filter(({ terminal }) => terminal).length
  }

  /** Throws INSTANCE_NOT_FOUND, INSTANCE_NOT_READY or TERMINAL_NOT_FOUND. */
  async open(session: LiveSession, ref: TerminalRef, size: TerminalSize = UNSEEN_SIZE): Promise<Terminal> {
    const instance = session.requireReady(ref.instance)
    if (!session.hasTerminal(instance.id, ref.terminal)) throw new LabError('TERMINAL_NOT_FOUND')
    const entry = this.#entry(session, instance, ref.terminal)
    return entry.lock.run(async () => {
      entry.terminal ??= await this.#start(entry, clampSize(size))
      return entry.terminal
    })
  }

  /** Starts the first shell before anybody asks, so that its prompt is there when the page is. */
  async prepare(session: LiveSession, name: InstanceName): Promise<void> {
    try {
      await this.open(session, { instance: name, terminal: FIRST_TERMINAL })
    } catch (error) {
      // Gone again already: there is nothing to prepare for.
      if (!(error instanceof LabError && error.code === 'INSTANCE_NOT_FOUND')) throw error
    }
  }

  /** What the session's terminals have printed last, by instance and number. */
  recentOutput(session: LiveSession, maxBytes: number): TerminalOutput[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.session === session)
      .sort(
        (a, b) =>
          a.instance.name.localeCompare(b.instance.name, 'en', { numeric: true }) || a.number - b.number,
      )
      .flatMap(({ instance, number, terminal }) => {
        const view = session.terminals(instance.id).find((candidate) => candidate.number === number)
        if (!terminal) return []
        return {
          instance: instance.name,
          terminal: number,
          name: view?.name ?? null,
          output: terminal.recentOutput(maxBytes),
        }
      })
  }

  /** Up to where each terminal of the session has printed, in the order of their last opening. */
  positions(session: LiveSession) {
    return [...this.#entries.values()].flatMap(({ session: own, instance, number, terminal }) => {
      if (own !== session || !terminal) return []
      const { stream, offset } = terminal.position
      return {
        key: `${instance.name}/${number}`,
        instance: instance.name,
        position: `${stream} ${offset}`,
        recent: (maxBytes: number) => terminal.recentOutput(maxBytes),
      }
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    const terminals = [...this.#entries.values()].flatMap(({ terminal }) => terminal ?? [])
    this.#entries.clear()
    await Promise.all(terminals.map((terminal) => terminal[Symbol.asyncDispose]()))
  }

  async #start(entry: Entry, size: TerminalSize): Promise<Terminal> {
    const { instance, number, session } = entry
    const stream = await this.#access.openTerminal(instance.id, { number, size })
    entry.openedAtMs = performance.now()
    entry.shortLives = 0
    return new Terminal(stream, {
      size,
      onPrompt: (exitCode) => session.notifyActivity({ exitCode }),
      onEcho: (ms) => this.#metrics.echoed(ms),
      onEnd: (reason) =>
        inBackground(this.#ended(reason, entry), this.#log, {
          sessionId: instance.sessionId,
          instance: instance.name,
        }),
    })
  }

  async #ended(reason: 'shell-exited' | 'lost', entry: Entry): Promise<void> {
    const { terminal } = entry
    if (!terminal || this.#stopping.signal.aborted) return
    if (reason === 'lost' && (await this.#reconnect(entry, terminal))) return
    entry.terminal = undefined
    if (!this.#isThere(entry)) this.#entries.delete(keyOf(entry))
    terminal.exited()
    await terminal[Symbol.asyncDispose]()
  }

  /** Tries until it succeeds (true), or there is no shell to be reached any more. */
  async #reconnect(entry: Entry, terminal: Terminal): Promise<boolean> {
    const isShort = performance.now() - entry.openedAtMs < SHORT_LIFE_MS
    entry.shortLives = isShort ? entry.shortLives + 1 : 0
    if (entry.shortLives > MAX_SHORT_LIVES) return false
    if (isShort) await this.#pause()
    while (this.#isThere(entry)) {
      try {
        const { size, position: from } = terminal
        const request = { number: entry.number, size, from }
        const stream = await this.#access.openTerminal(entry.instance.id, request)
        entry.openedAtMs = performance.now()
        terminal.reconnect(stream)
        return true
      } catch (error) {
        if (error instanceof LabError && error.code === 'INSTANCE_NOT_FOUND') return false
        this.#log.debug({ sessionId: entry.instance.sessionId }, 'shell not reachable yet')
        await this.#pause()
      }
    }
    return false
  }

  async #pause(): Promise<void> {
    // Aborted when the broker stops: the loop then finds nothing there.
    await delay(RECONNECT_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }

  #isThere({ session, instance, number }: Entry): boolean {
    if (this.#stopping.signal.aborted || session.closing.signal.aborted) return false
    if (session.readyInstance(instance.name)?.id !== instance.id) return false
    return session.hasTerminal(instance.id, number)
  }

  #entry(session: LiveSession, instance: Instance, number: TerminalNumber): Entry {
    const known = this.#entries.get(keyOf({ instance, number }))
    if (known) return known
    this.#forgetGone()
    const entry: Entry = {
      session,
      instance,
      number,
      lock: new AsyncLock(),
      terminal: undefined,
      openedAtMs: 0,
      shortLives: 0,
    }
    this.#entries.set(keyOf(entry), entry)
    return entry
  }

  /** Entries of instances that went while nobody was attached. */
  #forgetGone(): void {
    for (const [key, entry] of this.#entries) {
      if (!this.#isThere(entry) && !entry.terminal) this.#entries.delete(key)
    }
  }
}

function keyOf({ instance, number }: Pick<Entry, 'instance' | 'number'>): string {
  return `${instance.id}/${number}`
}
