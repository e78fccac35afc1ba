import type { InnerHappening } from '../domain/inner-happening.ts'
import type { Clock } from '../ports/clock.ts'
import type { InstanceName, SessionId } from '../protocol/ids.ts'
import type { Recorder } from './flight-recorder.ts'

/** Written down one by one: `docker compose up` of ten services. */
export const BURST = 20
/** After a burst, one more may be written down after each of these; a loop of `docker run` fills no timeline. */
export const REFILL_MS = 10_000
/** What was left out is told as a number, so often. */
export const SUMMARY_MS = 60_000

/** Writes down what happens in an instance's Engine, in portions: whoever owns it can make it happen very often. */
export class InnerTimeline implements Disposable {
  readonly #about: { sessionId: SessionId; instance: InstanceName }
  readonly #recorder: Recorder
  readonly #clock: Clock
  #allowance = BURST
  #refilledAt: number
  #leftOut = 0
  #timer: NodeJS.Timeout | undefined
  #downSince: number | undefined

  constructor(
    about: { sessionId: SessionId; instance: InstanceName },
    { recorder, clock }: { recorder: Recorder; clock: Clock },
  ) {
    this.#about = about
    this.#recorder = recorder
    this.#clock = clock
    this.#refilledAt = clock.now()
  }

  happened(happening: InnerHappening): void {
    const { sessionId, instance } = this.#about
    if (this.#isAllowed()) return this.#recorder.record(sessionId, { ...happening, instance })
    this.#leftOut++
    this.#timer ??= setTimeout(() => this.#summarise(), SUMMARY_MS).unref()
  }

  /** The inner Engine answers, or has stopped answering. */
  engine(isUp: boolean): void {
    const { sessionId, instance } = this.#about
    const now = this.#clock.now()
    if (!isUp) {
      this.#downSince ??= now
      this.#recorder.record(sessionId, { type: 'inner-engine-stopped', instance })
    } else if (this.#downSince !== undefined) {
      const downMs = Math.max(0, now - this.#downSince)
      this.#downSince = undefined
      this.#recorder.record(sessionId, { type: 'inner-engine-back', instance, downMs })
    }
  }

  [Symbol.dispose](): void {
    this.#summarise()
  }

  #isAllowed(): boolean {
    const now = this.#clock.now()
    const refills = Math.floor((now - this.#refilledAt) / REFILL_MS)
    // A clock that was set back refills nothing, and is followed.
    if (refills < 0) this.#refilledAt = now
    if (refills > 0) {
      this.#allowance = Math.min(BURST, this.#allowance + refills)
      this.#refilledAt += refills * REFILL_MS
    }
    if (this.#allowance === 0) return false
    this.#allowance--
    return true
  }

  #summarise(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#leftOut === 0) return
    const { sessionId, instance } = this.#about
    this.#recorder.record(sessionId, { type: 'more-happened', instance, count: this.#leftOut })
    this.#leftOut = 0
  }
}
