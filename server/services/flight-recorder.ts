import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { TimelineStore } from '../ports/store.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { Metrics } from './metrics.ts'
import { timelineEventSchema, type TimelineEntry, type TimelineEvent } from '../protocol/timeline.ts'

/** How long a timeline is kept after its session's end: long enough to look into what somebody reports. */
const KEPT_MS = 14 * 24 * 3_600_000
const PRUNE_INTERVAL_MS = 3_600_000

/** What a service needs in order to have something written down. */
export type Recorder = Pick<FlightRecorder, 'record'>

export interface FlightRecorderOptions {
  store: TimelineStore
  clock: Clock
  log: Logger
  metrics: Pick<Metrics, 'happened'>
}

type EntryListener = (sessionId: SessionId, entry: TimelineEntry) => void

/** Writes down what happens in sessions: for the participant in the store, for the operator as lines of the log. */
export class FlightRecorder implements Disposable {
  readonly #options: FlightRecorderOptions
  readonly #listeners = new Set<EntryListener>()
  readonly #pruneTimer: NodeJS.Timeout

  constructor(options: FlightRecorderOptions) {
    this.#options = options
    this.#pruneTimer = setInterval(
      () => inBackground(this.prune(), options.log, { about: 'timelines' }),
      PRUNE_INTERVAL_MS,
    ).unref()
  }

  /** Never throws, and is not waited for: no work fails because it could not be written down. */
  record(sessionId: SessionId, event: TimelineEvent): void {
    const { store, clock, log, metrics } = this.#options
    const parsed = timelineEventSchema.safeParse(event)
    if (!parsed.success) return log.error({ sessionId, event: event.type }, 'event is not well-formed')
    const { type, ...details } = parsed.data
    log.info({ sessionId, event: type, ...details }, 'timeline')
    metrics.happened(parsed.data)
    store
      .append(sessionId, clock.now(), parsed.data)
      .then((entry) => this.#tell(sessionId, entry))
      .catch((error: unknown) => log.warn({ sessionId, event: type, err: error }, 'timeline entry not kept'))
  }

  /** Calls for each entry, when it has been kept. */
  onRecorded(listener: EntryListener): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  /** Drops the timelines of sessions that ended long ago. */
  async prune(): Promise<void> {
    const { store, clock, log } = this.#options
    const entries = await store.prune(clock.now() - KEPT_MS)
    if (entries > 0) log.info({ entries }, 'timelines pruned')
  }

  [Symbol.dispose](): void {
    clearInterval(this.#pruneTimer)
  }

  #tell(sessionId: SessionId, entry: TimelineEntry): void {
    for (const listener of [...this.#listeners]) listener(sessionId, entry)
  }
}
