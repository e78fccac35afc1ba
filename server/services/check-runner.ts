import type { Chapter, Check } from '../domain/lab.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { ProgressStore } from '../ports/store.ts'
import type { ChapterProgress, CheckState } from '../protocol/checks.ts'
import type { ChapterId, CheckId, LabId } from '../protocol/ids.ts'
import { CheckLoop } from './check-loop.ts'
import type { LiveSession } from './live-session.ts'

/** Events and prompts start checks at once; the poll catches what neither shows, such as an edited file. */
const POLL_MS = 10_000
const SCRIPT_LIMITS = { timeoutMs: 10_000, maxOutputBytes: 4 * 1024 }
/** A reason is shown in one line beside the step. */
const MAX_REASON_CHARACTERS = 300

export interface ChapterRef {
  lab: LabId
  chapter: ChapterId
}

interface Watched {
  loop: CheckLoop
  stop: DisposableStack
  viewers: number
}

interface Round {
  session: LiveSession
  ref: ChapterRef
  chapter: Chapter
  /** The round is no longer wanted. */
  signal: AbortSignal
}

type Evaluation = Pick<Round, 'session' | 'signal'> & { check: Check; done: Set<CheckId> }

export interface CheckRunnerOptions {
  catalog: LabCatalog
  access: InstanceAccess
  progress: ProgressStore
  clock: Clock
  log: Logger
}

/** Runs the checks of the chapters that a session's tabs show, one script at a time. */
export class CheckRunner implements AsyncDisposable {
  readonly #options: CheckRunnerOptions
  /** By session and chapter, shared by all tabs that show it. */
  readonly #watched = new Map<string, Watched>()
  readonly #locks = new WeakMap<LiveSession, AsyncLock>()

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
    return {
      [Symbol.dispose]: () => {
        if (--watched.viewers > 0) return
        this.#watched.delete(key)
        watched.stop[Symbol.dispose]()
      },
    }
  }

  /** Ends all loops and waits for the scripts that run. */
  async [Symbol.asyncDispose](): Promise<void> {
    const watched = [...this.#watched.values()]
    this.#watched.clear()
    for (const { stop } of watched) stop[Symbol.dispose]()
    await Promise.all(watched.map(({ loop }) => loop.ended))
  }

  #startLoop(session: LiveSession, ref: ChapterRef): Watched {
    const chapter = this.#options.catalog.chapter(ref)
    const loop: CheckLoop = new CheckLoop((signal) => this.#runAll({ session, ref, chapter, signal }), {
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

  async #runAll({ session, ref, chapter, signal }: Round): Promise<void> {
    const saved = await this.progress(session)
    const before = new Set(saved.find(({ lab, chapter: id }) => lab === ref.lab && id === ref.chapter)?.done)
    const done = new Set(before)
    const states: CheckState[] = []
    for (const check of chapter.checks.values()) {
      states.push(await this.#lockOf(session).run(() => this.#evaluate({ session, check, done, signal })))
      if (signal.aborted || session.closing.signal.aborted) return
    }
    await this.#save(session, ref, { before, states })
    session.broadcast({ type: 'checks', ...ref, checks: states })
  }

  /** One script at a time in a session, whichever chapters its tabs show. */
  #lockOf(session: LiveSession): AsyncLock {
    const lock = this.#locks.get(session) ?? new AsyncLock()
    this.#locks.set(session, lock)
    return lock
  }

  /** Adds to or removes from `done`, so that later checks see it in their `after`. */
  async #evaluate({ session, check, done, signal }: Evaluation): Promise<CheckState> {
    if (check.mode === 'edge' && done.has(check.id)) return { id: check.id, status: 'done' }
    const isReached = check.after.every((id) => done.has(id))
    const instance = session.readyInstance(check.on)
    if (!isReached || !instance || signal.aborted) {
      // What cannot be looked at now keeps its verdict: a deleted instance does not undo the work.
      return { id: check.id, status: done.has(check.id) ? 'done' : 'not-done' }
    }
    const reason = await this.#failure(session, check, instance.id)
    if (reason === undefined) done.add(check.id)
    else done.delete(check.id)
    return reason === undefined
      ? { id: check.id, status: 'done' }
      : { id: check.id, status: 'not-done', reason: reason || check.hint }
  }

  /** Why the check is not done; `undefined` when it is. */
  async #failure(
    session: LiveSession,
    check: Check,
    instanceId: Parameters<InstanceAccess['runScript']>[0],
  ): Promise<string | undefined> {
    try {
      const result = await this.#options.access.runScript(instanceId, check.run, SCRIPT_LIMITS)
      if (result.status === 'timed-out') return 'This check took too long. It runs again by itself.'
      return result.exitCode === 0 ? undefined : lastLine(result.output)
    } catch (error) {
      const { id: sessionId } = session.stored
      this.#options.log.debug({ sessionId, check: check.id, err: error }, 'check could not run')
      return 'This check could not run just now. It runs again by itself.'
    }
  }

  async #save(
    session: LiveSession,
    ref: ChapterRef,
    { before, states }: { before: ReadonlySet<CheckId>; states: CheckState[] },
  ): Promise<void> {
    const { progress, clock } = this.#options
    let hasChanged = false
    for (const { id: check, status } of states) {
      const isDone = status === 'done'
      if (isDone === before.has(check)) continue
      hasChanged = true
      const entry = { sessionId: session.stored.id, ...ref, check }
      await (isDone ? progress.markDone(entry, clock.now()) : progress.unmark(entry))
    }
    if (hasChanged) session.broadcast({ type: 'progress', progress: await this.progress(session) })
  }
}

function lastLine(output: string): string {
  const line = output.trimEnd().split('\n').at(-1) ?? ''
  // Control characters have no business in a page; the text is the participant's machine's, not ours.
  return line.replace(/[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, MAX_REASON_CHARACTERS)
}
