import {
  decideAdmission,
  isOverloaded,
  parallelStarts,
  type Admission as Decision,
  type Headroom,
} from '../domain/admission.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { HeadroomMeter } from '../ports/headroom.ts'

/** Figures are this old at most; reading them costs a fraction of a millisecond. */
const SAMPLE_MS = 1_000
/** After so long what an instance takes shows in the figures. */
const START_SHOWS_MS = 5_000

const UNKNOWN: Headroom = { memoryBytes: null, diskBytes: null, cpu: null }

export interface AdmissionOptions {
  meter: HeadroomMeter
  /** A limit of all instances together beside what the machine has; null: there is none. */
  engine: { memoryBytes: number; usedBytes: () => number } | null
  maxInstances: number
  /** How many instances start side by side at most. */
  maxParallel: number
  clock: Clock
  log: Logger
}

/** Decides with the newest figures whether one more instance may start. Decisions wait for nothing. */
export class Admission implements Disposable {
  readonly maxInstances: number
  readonly #options: AdmissionOptions
  readonly #timer: NodeJS.Timeout
  #headroom = UNKNOWN
  /** When instances began to start that the figures may not show yet. */
  #starts: number[] = []

  constructor(options: AdmissionOptions) {
    this.#options = options
    this.maxInstances = options.maxInstances
    this.#timer = setInterval(
      () => inBackground(this.measure(), options.log, { about: 'headroom' }),
      SAMPLE_MS,
    ).unref()
  }

  get headroom(): Headroom {
    return this.#headroom
  }

  /** How many may start side by side now. */
  get parallel(): number {
    return parallelStarts(this.#headroom, this.#options.maxParallel)
  }

  get isOverloaded(): boolean {
    return isOverloaded(this.#headroom.cpu)
  }

  async measure(): Promise<void> {
    const { meter, engine } = this.#options
    const headroom = await meter.read()
    const leftBytes = engine ? engine.memoryBytes - engine.usedBytes() : Infinity
    const memoryBytes = Math.min(headroom.memoryBytes ?? Infinity, leftBytes)
    this.#headroom = { ...headroom, memoryBytes: memoryBytes === Infinity ? null : memoryBytes }
  }

  /** `used`: instances that there are or that start, prepared ones included. */
  decide(used: number, purpose: 'participant' | 'pool'): Decision {
    const since = this.#options.clock.now() - START_SHOWS_MS
    this.#starts = this.#starts.filter((at) => at > since)
    const demand = { used, maxInstances: this.maxInstances, unseenStarts: this.#starts.length }
    return decideAdmission(this.#headroom, demand, purpose)
  }

  /** An instance begins to start. */
  started(): void {
    this.#starts.push(this.#options.clock.now())
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}
