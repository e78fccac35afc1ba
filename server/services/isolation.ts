import { isolationVerdict } from '../domain/isolation-verdict.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { IsolationMeasurement, Provisioner } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import type { Health } from '../protocol/health.ts'
import { ISOLATION_MEANINGS, type IsolationVerdict } from '../protocol/isolation.ts'

export interface IsolationOptions {
  provisioner: Pick<Provisioner, 'probeIsolation' | 'engineRun'>
  clock: Clock
  log: Logger
  /** Instances may start on the verdict `none`. */
  isTrustedRoom: boolean
  /** Whether only this machine can reach the page, or the operator trusts everybody who can. */
  isTrustedNetwork: boolean
}

interface Measured {
  verdict: IsolationVerdict
  measurement: IsolationMeasurement
  checkedAt: number
}

/** What separates instances from the host, as last measured in the lab engine's present run. */
export class Isolation {
  readonly #options: IsolationOptions
  /** Null while a measurement is missing: then no instance starts. */
  #measured: Measured | null = null

  constructor(options: IsolationOptions) {
    this.#options = options
  }

  get verdict(): IsolationVerdict {
    return this.#measured?.verdict ?? 'unknown'
  }

  get isUsable(): boolean {
    const { isTrustedRoom, isTrustedNetwork } = this.#options
    if (this.verdict === 'none') return isTrustedRoom && isTrustedNetwork
    return this.verdict !== 'unknown'
  }

  /** Throws unless instances may start. */
  requireUsable(): void {
    if (this.isUsable) return
    if (this.verdict === 'none') throw new LabError('ISOLATION_NONE')
    throw new LabError('ENGINE_UNAVAILABLE', { retryAfterSeconds: 5 })
  }

  /** Throws when there is no isolation and the page could be reached from other machines. */
  requireTrustedNetwork(): void {
    if (this.verdict !== 'none' || this.#options.isTrustedNetwork) return
    throw new Error(
      `${ISOLATION_MEANINGS.none} Drydock then listens on this machine only: unset HOST, or set DRYDOCK_TRUSTED_NETWORK=1 if you trust everybody who can reach it.`,
    )
  }

  /** Measures, unless that has been done in the lab engine's present run. Rejects as `measure` does. */
  async refresh(): Promise<void> {
    const run = await this.#options.provisioner.engineRun()
    if (this.#measured?.measurement.engineRun === run) return
    if (this.#measured) this.#options.log.info('the lab engine has restarted; measuring the isolation again')
    this.#measured = null
    await this.measure()
  }

  /** Rejects with ENGINE_UNAVAILABLE when the lab engine does not answer. */
  async measure(): Promise<void> {
    const { provisioner, clock, log } = this.#options
    const measurement = await provisioner.probeIsolation()
    const verdict = isolationVerdict(measurement)
    this.#measured = { verdict, measurement, checkedAt: clock.now() }
    const { runtime, appArmorProfile, smokeProblem, passedOver } = measurement
    for (const { runtime, reason } of passedOver) log.warn({ runtime, reason }, 'a runtime was passed over')
    if (smokeProblem)
      log.error({ runtime, smokeProblem }, 'the Engine in an instance does not work as it should')
    const { escapesTried, escapesPossible } = this.report()
    const level = verdict === 'none' ? 'warn' : 'info'
    log[level](
      { verdict, runtime, appArmorProfile, escapesTried, escapesPossible },
      ISOLATION_MEANINGS[verdict],
    )
  }

  report(): Health['isolation'] {
    const tried = (this.#measured?.measurement.attempts ?? []).filter(
      ({ result }) => result !== 'not applicable',
    )
    return {
      verdict: this.verdict,
      meaning: ISOLATION_MEANINGS[this.verdict],
      isTrustedRoom: this.#options.isTrustedRoom,
      checkedAt: this.#measured?.checkedAt ?? null,
      runtime: this.#measured?.measurement.runtime ?? null,
      escapesTried: tried.length,
      escapesPossible: tried.filter(({ result }) => result === 'possible').map(({ name }) => name),
    }
  }
}
