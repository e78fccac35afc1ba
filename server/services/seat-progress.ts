import { columnKey, currentColumn, type Attempting } from '../domain/class-progress.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { SeatDoneCheck, SeatStep, WorkshopStore } from '../ports/workshop-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { ChapterProgress } from '../protocol/checks.ts'
import type { Column } from '../protocol/cockpit.ts'
import type { ChapterId, CheckId, LabId, SessionId } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { Activity, LiveSession } from './live-session.ts'

/** Ctrl+C: no error of anybody's. */
const INTERRUPTED = 130

/** Of one step, each told apart: an honest check has a handful, and all are written at each attempt. */
const MAX_REASONS = 20
const OTHER_REASONS = '(others)'

export interface SeatProgressOptions {
  seatId: SeatId
  /** Of the workshop: what somebody does in another lab is none of the class's. */
  lab: LabId
  columns: readonly Column[]
  store: Pick<WorkshopStore, 'saveStep'>
  clock: Clock
  log: Logger
}

/** What there was when the broker stopped. */
export interface RestoredProgress {
  done: readonly SeatDoneCheck[]
  steps: readonly SeatStep[]
  startedAt: number | null
}

/** What one participant has done in a workshop, and how it goes at the step that they are at. */
export class SeatProgress {
  readonly #options: SeatProgressOptions
  readonly #indexes: ReadonlyMap<string, number>
  /** When each column was done, by session: of a state that ended, each takes back its own verdict alone. */
  readonly #doneIn = new Map<SessionId, ReadonlyMap<number, number>>()
  #done: ReadonlyMap<number, number> = new Map()
  readonly #steps = new Map<number, SeatStep>()
  #session: LiveSession | undefined
  #startedAt: number | null = null
  #current: number | null = null
  #since: number
  #awayMs = 0
  #lookedAt: number
  /** Commands that failed since the check was last looked at: on a busy machine that is not after each. */
  #failedCommands = 0
  #reason: string | null = null
  #sameFailures = 0
  #errorsInRow = 0

  constructor(options: SeatProgressOptions) {
    this.#options = options
    this.#indexes = new Map(
      options.columns.map(({ chapter, check }, index) => [columnKey(chapter, check), index]),
    )
    this.#since = this.#lookedAt = options.clock.now()
  }

  /**
   * When each column was done: by one of the seat's sessions, and not undone by it since. As the participant's own page
   * tells it, and beyond that what earlier sessions did.
   */
  get done(): ReadonlyMap<number, number> {
    return this.#done
  }

  /** When the seat's first session was opened; null: nobody has begun. */
  get startedAt(): number | null {
    return this.#startedAt
  }

  get current(): number | null {
    return this.#current
  }

  get steps(): ReadonlyMap<number, SeatStep> {
    return this.#steps
  }

  /** What was done before the broker started. */
  restore({ done, steps, startedAt }: RestoredProgress): void {
    this.#startedAt = startedAt
    for (const [sessionId, own] of Map.groupBy(done, (one) => one.sessionId)) {
      const columns = own.flatMap(({ lab, chapter, check, doneAt }): [number, number][] => {
        const column = this.#columnOf(lab, chapter, check)
        return column === undefined ? [] : [[column, doneAt]]
      })
      this.#setDone(sessionId, new Map(columns))
    }
    for (const step of steps) {
      const column = this.#indexes.get(columnKey(step.chapter, step.check))
      if (column !== undefined) this.#steps.set(column, step)
    }
  }

  /** Follows a session of the seat until that ends. */
  follow(session: LiveSession): void {
    this.#session = session
    this.#startedAt ??= session.stored.createdAt
    session.observe((message) => this.#hear(message, session.stored.id))
    session.onActivity((activity) => this.#act(activity))
    this.look({ isHere: true })
  }

  /** To be called now and then: time passes, and people go. */
  look({ isHere }: { isHere: boolean }): void {
    const now = this.#options.clock.now()
    if (!isHere) this.#awayMs += now - this.#lookedAt
    this.#lookedAt = now
    const { columns, lab } = this.#options
    const viewed = this.#session?.viewed
    const current = currentColumn(columns, this.#done, viewed?.lab === lab ? viewed.chapter : null)
    if (current === this.#current) return
    this.#current = current
    this.#since = now
    this.#awayMs = 0
    this.#reason = null
    this.#failedCommands = 0
    this.#sameFailures = 0
    this.#errorsInRow = 0
  }

  /** Null: nothing is left, or nobody has begun. */
  attempting(): Attempting | null {
    if (this.#current === null || !this.#session) return null
    return {
      column: this.#current,
      sinceMs: this.#options.clock.now() - this.#since - this.#awayMs,
      reason: this.#reason,
      sameFailures: this.#sameFailures,
      errorsInRow: this.#errorsInRow,
    }
  }

  /** An instructor has sent a hint for the step. */
  countHint(): void {
    if (this.#current !== null) this.#change(this.#current, (step) => ({ ...step, hints: step.hints + 1 }))
  }

  #act({ exitCode }: Activity): void {
    if (exitCode === undefined || exitCode === INTERRUPTED) return
    // Checks are looked at after each command: one of five that a step takes, which succeeds, has not failed the step.
    if (exitCode !== 0) this.#failedCommands++
    this.#errorsInRow = exitCode === 0 ? 0 : this.#errorsInRow + 1
  }

  #hear(message: ServerMessage, sessionId: SessionId): void {
    if (message.type === 'progress') this.#progressed(message.progress, sessionId)
    if (message.type === 'checks') this.#looked(message)
  }

  /** `progress` is all that the session has done: what is not in it any more has been undone. */
  #progressed(progress: readonly ChapterProgress[], sessionId: SessionId): void {
    const now = this.#options.clock.now()
    const before = this.#doneIn.get(sessionId)
    const own = new Map<number, number>()
    for (const { lab, chapter, done } of progress) {
      for (const check of done) {
        const column = this.#columnOf(lab, chapter, check)
        if (column !== undefined) own.set(column, before?.get(column) ?? now)
      }
    }
    this.#setDone(sessionId, own)
    this.look({ isHere: true })
  }

  #columnOf(lab: LabId, chapter: ChapterId, check: CheckId): number | undefined {
    return lab === this.#options.lab ? this.#indexes.get(columnKey(chapter, check)) : undefined
  }

  #setDone(sessionId: SessionId, own: ReadonlyMap<number, number>): void {
    this.#doneIn.set(sessionId, own)
    const all = [...this.#doneIn.values()].flatMap((one) => [...one]).sort(([, a], [, b]) => a - b)
    const done = new Map<number, number>()
    // The first time counts.
    for (const [column, at] of all) if (!done.has(column)) done.set(column, at)
    this.#done = done
  }

  #looked({ lab, chapter, checks }: Extract<ServerMessage, { type: 'checks' }>): void {
    if (lab !== this.#options.lab) return
    const current = this.#current
    const column = current === null ? undefined : this.#options.columns[current]
    if (current === null || column?.chapter !== chapter) return
    const state = checks.find(({ id }) => id === column.check)
    if (state?.status !== 'not-done' || state.reason === undefined) return
    const { reason } = state
    if (reason !== this.#reason) this.#sameFailures = 0
    this.#reason = reason
    const failed = this.#failedCommands
    if (failed === 0) return
    this.#failedCommands = 0
    this.#sameFailures += failed
    this.#change(current, (step) => ({
      ...step,
      attempts: step.attempts + failed,
      reasons: countReason(step.reasons, reason, failed),
    }))
  }

  #change(column: number, change: (step: SeatStep) => SeatStep): void {
    const { seatId, columns, store, log } = this.#options
    const { chapter, check } = columns[column]!
    const fresh = { seatId, chapter, check, attempts: 0, hints: 0, reasons: {} }
    const step = change(this.#steps.get(column) ?? fresh)
    this.#steps.set(column, step)
    inBackground(store.saveStep(step), log, { seatId })
  }
}

/** What a check says comes from the participant's instance: as many words, and such, as somebody likes. */
function countReason(reasons: SeatStep['reasons'], reason: string, times: number): SeatStep['reasons'] {
  const counts = new Map(Object.entries(reasons))
  const counted = counts.has(reason) || counts.size < MAX_REASONS ? reason : OTHER_REASONS
  return Object.fromEntries(counts.set(counted, (counts.get(counted) ?? 0) + times))
}
