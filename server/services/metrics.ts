import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { TimelineEvent } from '../protocol/timeline.ts'

/** Bounds in seconds. The targets of the issue lie on a bound each: 0.5 s to a prompt, 150 ms to an echo. */
const START_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120]
const ECHO_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3, 1, 5]
const REQUEST_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const CHECK_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export interface AnsweredRequest {
  method: string
  /** As it is registered, with parameters by name; never the path that was asked for. */
  route: string
  status: number
  seconds: number
}

/** What the broker counts, for Prometheus. No label may have values without a bound: no session, address or path. */
export class Metrics {
  readonly registry = new Registry()
  readonly #events = this.#counter('drydock_events_total', 'Entries of sessions’ timelines', ['event'])
  readonly #closed = this.#counter('drydock_sessions_closed_total', 'Sessions that ended', ['by'])
  readonly #starts = this.#histogram('drydock_instance_start_seconds', 'From asking to a ready instance', {
    buckets: START_BUCKETS,
  })
  readonly #echo = this.#histogram('drydock_keystroke_echo_seconds', 'From a key at the broker to output', {
    buckets: ECHO_BUCKETS,
  })
  readonly #requests = this.#histogram('drydock_http_request_seconds', 'Requests of the API', {
    buckets: REQUEST_BUCKETS,
    labelNames: ['method', 'route', 'status'],
  })
  readonly #checkRuns = this.#histogram('drydock_check_run_seconds', 'Runs of a chapter’s checks', {
    buckets: CHECK_BUCKETS,
  })
  readonly #verdicts = this.#counter('drydock_check_verdicts_total', 'Verdicts of checks', ['verdict'])

  /** Of the process: event loop, memory, file descriptors, garbage collection. Once in a process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }

  happened(event: TimelineEvent): void {
    this.#events.inc({ event: event.type })
    if (event.type === 'session-closed') this.#closed.inc({ by: event.by })
    if (event.type === 'instance-ready') this.#starts.observe(event.tookMs / 1_000)
  }

  echoed(ms: number): void {
    this.#echo.observe(ms / 1_000)
  }

  answered({ method, route, status, seconds }: AnsweredRequest): void {
    this.#requests.observe({ method, route, status }, seconds)
  }

  checked({ ms, done, notDone }: { ms: number; done: number; notDone: number }): void {
    this.#checkRuns.observe(ms / 1_000)
    this.#verdicts.inc({ verdict: 'done' }, done)
    this.#verdicts.inc({ verdict: 'not-done' }, notDone)
  }

  /** A value that is read when somebody asks. Null: it cannot be told now, and is left out. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const value = await read()
        if (value === null) gauge.remove()
        else gauge.set(value)
      },
    })
  }

  /** Values by one label, whose values are few. */
  gauges(name: string, help: string, label: string, read: () => Record<string, number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        gauge.reset()
        for (const [value, number] of Object.entries(read())) gauge.set({ [label]: value }, number)
      },
    })
  }

  /** A number that only grows, and that somebody else counts. */
  total(name: string, help: string, label: string, read: () => Record<string, number>): void {
    const counter: Counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        counter.reset()
        for (const [value, number] of Object.entries(read())) counter.inc({ [label]: value }, number)
      },
    })
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }

  #histogram(name: string, help: string, options: { buckets: number[]; labelNames?: string[] }): Histogram {
    return new Histogram({ name, help, ...options, registers: [this.registry] })
  }
}
