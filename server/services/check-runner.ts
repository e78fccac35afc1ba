import type { Chapter, Check } from '../domain/lab.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { ProgressStore } from '../ports/store.ts'
import type { ChapterProgress, CheckState } from '../protocol/checks.ts'
import type { ChapterId, CheckId, LabId } from '../protocol/ids.ts'
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

export interface CheckRunnerOptions {
  catalog: LabCatalog
  access: InstanceAccess
  progress: ProgressStore
  clock: Clock
  log: Logger
}

/** Runs the checks of the chapters that a session's tabs show, one script at a time. */
export class CheckRunner {
  readonly #options: CheckRunnerOptions

  constructor(options: CheckRunnerOptions) {
    this.#options = options
  }

  /** What is done in a session so far, all chapters. */
  progress(session: LiveSession): Promise<ChapterProgress[]> {
    return this.#options.progress.bySession(session.stored.id)
  }

  /** Keeps the checks of a chapter up to date, and broadcasts them, until disposed. */
  watch(session: LiveSession, ref: ChapterRef): Disposable {
    const chapter = this.#options.catalog.chapter(ref)
    const loop = new CheckLoop(() => this.#runAll(session, ref, chapter))
    const activity = session.onActivity(() => loop.trigger())
    const poll = setInterval(() => loop.trigger(), POLL_MS)
    loop.trigger()
    return {
      [Symbol.dispose]: () => {
        loop.stop()
        clearInterval(poll)
        activity[Symbol.dispose]()
      },
    }
  }

  async #runAll(session: LiveSession, ref: ChapterRef, chapter: Chapter): Promise<void> {
    const saved = await this.progress(session)
    const before = new Set(saved.find(({ lab, chapter: id }) => lab === ref.lab && id === ref.chapter)?.done)
    const done = new Set(before)
    const states: CheckState[] = []
    for (const check of chapter.checks.values()) {
      if (session.closing.signal.aborted) return
      states.push(await this.#evaluate(session, check, done))
    }
    await this.#save(session, ref, { before, states })
    session.broadcast({ type: 'checks', ...ref, checks: states })
  }

  /** Adds to or removes from `done`, so that later checks see it in their `after`. */
  async #evaluate(session: LiveSession, check: Check, done: Set<CheckId>): Promise<CheckState> {
    if (check.mode === 'edge' && done.has(check.id)) return { id: check.id, status: 'done' }
    const isReached = check.after.every((id) => done.has(id))
    const instance = session.readyInstance(check.on)
    if (!isReached || !instance) {
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
      this.#options.log.warn({ sessionId, check: check.id, err: error }, 'check could not run')
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

/** Runs a task again while it has been asked for since it began; never twice at the same time. */
class CheckLoop {
  readonly #task: () => Promise<void>
  #isRunning = false
  #isWanted = false
  #isStopped = false

  constructor(task: () => Promise<void>) {
    this.#task = task
  }

  trigger(): void {
    this.#isWanted = true
    if (!this.#isRunning) void this.#run()
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    try {
      while (this.#isWanted && !this.#isStopped) {
        this.#isWanted = false
        await this.#task()
      }
    } finally {
      this.#isRunning = false
    }
  }
}

function lastLine(output: string): string {
  const line = output.trimEnd().split('\n').at(-1) ?? ''
  // Control characters have no business in a page; the text is the participant's machine's, not ours.
  return line.replace(/[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, MAX_REASON_CHARACTERS)
}
