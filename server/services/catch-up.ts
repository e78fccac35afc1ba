import { setTimeout as delay } from 'node:timers/promises'
import type { Instance } from '../domain/instance.ts'
import type { Chapter, Check } from '../domain/lab.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { ERRORS, LabError } from '../protocol/errors.ts'
import { FIRST_TERMINAL, instanceNameSchema, type ChapterRef, type StepId } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import type { ChapterVariables } from './chapter-variables.ts'
import type { CheckRunner } from './check-runner.ts'
import type { Recorder } from './flight-recorder.ts'
import type { Instances } from './instances.ts'
import type { LabScripts } from './lab-scripts.ts'
import type { LiveSession } from './live-session.ts'
import type { Terminals } from './terminals.ts'
import { playCommands } from './type-into-shell.ts'

/** A start takes seconds; on a busy machine many start at once. */
const INSTANCE_START_MS = 120_000
/** A solution may pull, build and push. */
const SOLUTION_MS = 120_000
/** After a solution: a registry, for example, takes a moment to answer. */
const VERDICT_MS = 20_000
const VERDICT_POLL_MS = 500

type Report = Extract<ServerMessage, { type: 'catching-up' }>
export type CatchUpRequest = ChapterRef & { step: StepId }

export interface CatchUpOptions {
  catalog: LabCatalog
  instances: Instances
  terminals: Terminals
  scripts: LabScripts
  checks: CheckRunner
  variables: ChapterVariables
  recorder: Recorder
  log: Logger
}

/** Brings a session's instances to the start of a step by typing the solutions of all earlier ones. */
export class CatchUp implements AsyncDisposable {
  readonly #options: CatchUpOptions
  readonly #stopping = new AbortController()
  readonly #works = new Set<Promise<void>>()
  readonly #underWay = new Map<LiveSession, Report>()

  constructor(options: CatchUpOptions) {
    this.#options = options
  }

  /** Gives up what is under way: instances and what was played stay. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    await Promise.allSettled(this.#works)
  }

  /** What a tab that has just connected should know. */
  report(session: LiveSession): Report | undefined {
    return this.#underWay.get(session)
  }

  /**
   * Begins; the session's tabs are told how it goes. `isFresh`: in new instances, in place of those that are there.
   * Throws CHAPTER_NOT_FOUND, STEP_NOT_FOUND or CATCH_UP_RUNNING.
   */
  start(
    session: LiveSession,
    { lab, chapter: id, step }: CatchUpRequest,
    { isFresh }: { isFresh: boolean },
  ): void {
    const ref = { lab, chapter: id }
    const chapter = this.#options.catalog.chapter(ref)
    const index = chapter.steps.findIndex((candidate) => candidate.id === step)
    if (index < 0) throw new LabError('STEP_NOT_FOUND')
    if (this.#underWay.has(session)) throw new LabError('CATCH_UP_RUNNING')
    const earlier = new Set(chapter.steps.slice(0, index).flatMap(({ checks }) => checks))
    const checks = [...chapter.checks.values()].filter((check) => earlier.has(check.id))
    const report: Report = {
      type: 'catching-up',
      ...ref,
      step,
      status: 'starting-instances',
      played: 0,
      total: checks.length,
    }
    this.#tell(session, report)
    const work = async (): Promise<void> => {
      if (isFresh) {
        for (const later of chapter.steps.slice(index).flatMap((candidate) => candidate.checks)) {
          await this.#options.checks.save(session, ref, { id: later, status: 'not-done' })
        }
      }
      await this.#prepareInstances(session, chapter, isFresh)
      for (const [played, check] of checks.entries()) {
        this.#tell(session, { ...report, status: 'playing', played })
        await this.#play(session, ref, { chapter, check })
      }
    }
    const about = { chapter: chapter.title, step: chapter.steps[index]!.title, isReset: isFresh }
    const settled = this.#settle(session, { report, about }, work()).finally(() =>
      this.#works.delete(settled),
    )
    this.#works.add(settled)
    inBackground(settled, this.#options.log, { sessionId: session.stored.id, ...ref })
  }

  async #settle(
    session: LiveSession,
    { report, about }: { report: Report; about: { chapter: string; step: string; isReset: boolean } },
    work: Promise<void>,
  ): Promise<void> {
    const { recorder } = this.#options
    const { id } = session.stored
    try {
      await work
      recorder.record(id, { type: 'catch-up-done', ...about })
      this.#tell(session, { ...report, status: 'done', played: report.total })
    } catch (error) {
      const played = this.#underWay.get(session)?.played ?? 0
      const reason = explain(error)
      this.#tell(session, { ...report, status: 'failed', played, message: reason })
      if (!session.closing.signal.aborted) {
        recorder.record(id, { type: 'catch-up-failed', ...about, reason })
      }
      const isExpected = error instanceof LabError || isAbort(error)
      if (!isExpected && !session.closing.signal.aborted) throw error
    } finally {
      this.#underWay.delete(session)
      session.notifyActivity()
    }
  }

  /** Resolves when every instance that the chapter needs is ready. */
  async #prepareInstances(session: LiveSession, chapter: Chapter, isFresh: boolean): Promise<void> {
    const signal = this.#signal(session, INSTANCE_START_MS)
    const names = Array.from({ length: chapter.instances }, (_, index) =>
      instanceNameSchema.parse(`node${index + 1}`),
    )
    const { instances } = this.#options
    for (const name of names) {
      const state = session.instances.get(name)
      if (state?.status === 'starting') await session.settled(name, signal)
      if (state && (isFresh || session.instances.get(name)?.status === 'failed'))
        await instances.remove(session, name)
    }
    // A new instance takes the lowest free name.
    while (names.some((name) => !session.instances.has(name))) instances.create(session)
    for (const name of names) {
      const state = await session.settled(name, signal)
      if (state?.status === 'failed') throw new LabError('INSTANCE_FAILED', { detail: state.message })
      if (state?.status !== 'ready') throw new LabError('INSTANCE_NOT_FOUND')
    }
  }

  async #play(
    session: LiveSession,
    ref: ChapterRef,
    { chapter, check }: { chapter: Chapter; check: Check },
  ): Promise<void> {
    const { terminals, scripts, variables, checks } = this.#options
    const instance = session.readyInstance(check.on)
    if (!instance) throw new LabError('INSTANCE_NOT_READY')
    const [missing] = await scripts.verdicts(instance, [check])
    if (missing !== undefined) {
      const terminal = await terminals.open(session, { instance: check.on, terminal: FIRST_TERMINAL })
      if (terminal.shell.state.isBusy) throw new LabError('TERMINAL_BUSY')
      const values = await variables.values(session, ref)
      const signal = this.#signal(session, SOLUTION_MS)
      await playCommands(terminal, { code: check.solution, values, signal })
      const reason = await this.#verdictAfter(session, check, instance)
      if (reason !== undefined) throw new LabError('CATCH_UP_FAILED', { detail: `${check.on}: ${reason}` })
    }
    await checks.save(session, ref, { id: check.id, status: 'done' })
    await variables.refresh(session, ref, chapter)
  }

  /** Looks until the check is done, or for long enough. */
  async #verdictAfter(session: LiveSession, check: Check, instance: Instance): Promise<string | undefined> {
    const late = Date.now() + VERDICT_MS
    for (;;) {
      const [reason] = await this.#options.scripts.verdicts(instance, [check])
      if (reason === undefined || Date.now() > late) return reason
      await delay(VERDICT_POLL_MS, undefined, { signal: this.#signal(session, SOLUTION_MS) })
    }
  }

  #signal(session: LiveSession, timeoutMs: number): AbortSignal {
    return AbortSignal.any([session.closing.signal, this.#stopping.signal, AbortSignal.timeout(timeoutMs)])
  }

  #tell(session: LiveSession, report: Report): void {
    this.#underWay.set(session, report)
    session.broadcast(report)
  }
}

/** An abort is an error of Node's own for timers, and a DOMException elsewhere. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name)
}

function explain(error: unknown): string {
  if (error instanceof LabError) return error.message
  return isAbort(error) ? 'It took too long. Look into the terminal, and try again.' : ERRORS.INTERNAL.message
}
