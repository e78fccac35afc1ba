import type { Check } from '../domain/lab.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { ProgressStore } from '../ports/store.ts'
import type { ChapterProgress, CheckState } from '../protocol/checks.ts'
import type { ChapterRef, CheckId } from '../protocol/ids.ts'
import type { ChapterVariables } from './chapter-variables.ts'
import { CheckLoop } from './check-loop.ts'
import type { LabScripts } from './lab-scripts.ts'
import type { LiveSession } from './live-session.ts'

/** Events and prompts start checks at once; the poll catches what neither shows, such as an edited file. */
const POLL_MS = 10_000

interface Watched {
  loop: CheckLoop
  stop: DisposableStack
  viewers: number
}

interface Round {
  session: LiveSession
  ref: ChapterRef
  /** What is known of each check, from round to round. */
  states: Map<CheckId, CheckState>
  /** The round is no longer wanted. */
  signal: AbortSignal
}

type Evaluation = Pick<Round, 'session'> & { checks: readonly Check[]; done: Set<CheckId> }

export interface CheckRunnerOptions {
  catalog: LabCatalog
  scripts: LabScripts
  variables: ChapterVariables
  progress: ProgressStore
  clock: Clock
  log: Logger
}

/** Runs the checks of the chapters that a session's tabs show. */
export class CheckRunner implements AsyncDisposable {
  readonly #options: CheckRunnerOptions
  /** By session and chapter, shared by all tabs that show it. */
  readonly #watched = new Map<string, Watched>()

  constructor(options: CheckRunnerOptions) {
    this.#options = options
  }

  /** What is done in a session so far, all chapters. */
  progress(session: LiveSession): Promise<ChapterProgress[]> {
    return this.#options.progress.bySession(session.stored.id)
  }

  /** Keeps the checks of a chapter up to date, and broadcasts them, until disposed. Throws CHAPTER_NOT_FOUND. */
  watch(session: LiveSession, ref: ChapterRef): Disposable {
    const key = `${session.stored.id}/${ref.lab}/${ref.chapter}`
    const watched = this.#watched.get(key) ?? this.#startLoop(session, ref)
    this.#watched.set(key, watched)
    watched.viewers++
    // Also for a further viewer: it has not been told anything yet.
    watched.loop.trigger()
    const { log, variables } = this.#options
    inBackground(variables.announce(session, ref), log, { sessionId: session.stored.id, ...ref })
    return {
      [Symbol.dispose]: () => {
        if (--watched.viewers > 0) return
        this.#watched.delete(key)
        watched.stop[Symbol.dispose]()
      },
    }
  }

  /** Saves a verdict and tells the session's tabs, when it is news. */
  async save(session: LiveSession, ref: ChapterRef, { id: check, status }: CheckState): Promise<void> {
    const { progress, clock } = this.#options
    const isDone = status === 'done'
    if (isDone === (await this.#done(session, ref)).has(check)) return
    const entry = { sessionId: session.stored.id, ...ref, check }
    await (isDone ? progress.markDone(entry, clock.now()) : progress.unmark(entry))
    session.broadcast({ type: 'progress', progress: await this.progress(session) })
  }

  /** Ends all loops and waits for the scripts that run. */
  async [Symbol.asyncDispose](): Promise<void> {
    const watched = [...this.#watched.values()]
    this.#watched.clear()
    for (const { stop } of watched) stop[Symbol.dispose]()
    await Promise.all(watched.map(({ loop }) => loop.ended))
  }

  #startLoop(session: LiveSession, ref: ChapterRef): Watched {
    // Throws for one that does not exist.
    this.#options.catalog.chapter(ref)
    const states: Round['states'] = new Map()
    const loop: CheckLoop = new CheckLoop((signal) => this.#runAll({ session, ref, states, signal }), {
      log: this.#options.log,
      about: { sessionId: session.stored.id, ...ref },
    })
    const stop = new DisposableStack()
    stop.use(session.onActivity(() => loop.trigger()))
    const poll = setInterval(() => loop.trigger(), POLL_MS)
    stop.defer(() => clearInterval(poll))
    stop.defer(() => loop.stop())
    return { loop, stop, viewers: 0 }
  }

  async #runAll({ session, ref, states, signal }: Round): Promise<void> {
    // Looked up each time: while its author works on it, it changes.
    const chapter = this.#options.catalog.chapter(ref)
    const done = await this.#done(session, ref)
    const before = new Set(done)
    const checks = [...chapter.checks.values()]
    for (const { id } of checks) {
      const status = done.has(id) ? 'done' : 'not-done'
      if (states.get(id)?.status !== status) states.set(id, { id, status })
    }
    const looked = new Set<CheckId>()
    // A check that is done lets others be looked at, in the same round.
    for (;;) {
      const next = checks.filter((check) => !looked.has(check.id) && isToLookAt(check, { session, done }))
      if (next.length === 0) break
      for (const state of await this.#evaluate({ session, checks: next, done })) {
        looked.add(state.id)
        states.set(state.id, state)
        if (signal.aborted || session.closing.signal.aborted) return
        const isNews = (state.status === 'done') !== before.has(state.id)
        if (isNews) await this.save(session, ref, state)
      }
      session.broadcast({ type: 'checks', ...ref, checks: [...states.values()] })
    }
    if (looked.size === 0) session.broadcast({ type: 'checks', ...ref, checks: [...states.values()] })
    await this.#options.variables.refresh(session, ref, chapter)
  }

  async #done(session: LiveSession, ref: ChapterRef): Promise<Set<CheckId>> {
    const saved = await this.progress(session)
    return new Set(saved.find(({ lab, chapter }) => lab === ref.lab && chapter === ref.chapter)?.done)
  }

  /** Adds to or removes from `done`, so that later checks see it in their `after`. */
  async #evaluate({ session, checks, done }: Evaluation): Promise<CheckState[]> {
    const states: CheckState[] = []
    for (const [name, own] of Map.groupBy(checks, ({ on }) => on)) {
      const instance = session.readyInstance(name)
      if (!instance) continue
      const reasons = await this.#options.scripts.verdicts(instance, own)
      for (const [index, { id }] of own.entries()) {
        const reason = reasons[index]
        if (reason === undefined) done.add(id)
        else done.delete(id)
        states.push(reason === undefined ? { id, status: 'done' } : { id, status: 'not-done', reason })
      }
    }
    return states
  }
}

/** What cannot be looked at now keeps its verdict: a deleted instance does not undo the work. */
function isToLookAt(
  { id, mode, on, after }: Check,
  { session, done }: { session: LiveSession; done: ReadonlySet<CheckId> },
): boolean {
  if (mode === 'edge' && done.has(id)) return false
  return after.every((other) => done.has(other)) && session.readyInstance(on) !== undefined
}
