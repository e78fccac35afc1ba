import type { Logger } from '../lib/logger.ts'
import type { Provisioner } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import type { Health, IsolationVerdict } from '../protocol/health.ts'

const MEANINGS: Record<IsolationVerdict, string> = {
  vm: 'Each instance has its own kernel.',
  gvisor: 'Each instance runs on a kernel of its own in user space.',
  userns:
    'Root in an instance is an ordinary user on the host. A bug in the host’s kernel could still let somebody out.',
  confined: 'Instances are confined by filters. For people you know.',
  none: 'Instances are NOT isolated: anyone with a terminal can take over this machine.',
  unknown: 'Isolation has not been measured yet.',
}

/** What separates instances from the host, as last measured. Instances start only on a verdict. */
export class Isolation {
  readonly isTrustedRoom: boolean
  readonly #provisioner: Provisioner
  readonly #log: Logger
  #verdict: IsolationVerdict = 'unknown'

  constructor(options: { provisioner: Provisioner; log: Logger; isTrustedRoom: boolean }) {
    this.#provisioner = options.provisioner
    this.#log = options.log
    this.isTrustedRoom = options.isTrustedRoom
  }

  get verdict(): IsolationVerdict {
    return this.#verdict
  }

  get isUsable(): boolean {
    return this.#verdict !== 'unknown' && (this.#verdict !== 'none' || this.isTrustedRoom)
  }

  /** Throws unless instances may start. */
  requireUsable(): void {
    if (this.isUsable) return
    if (this.#verdict === 'none') throw new LabError('ISOLATION_NONE')
    throw new LabError('ENGINE_UNAVAILABLE', { retryAfterSeconds: 5 })
  }

  /** Rejects with ENGINE_UNAVAILABLE when the lab engine does not answer. */
  async measure(): Promise<void> {
    this.#verdict = await this.#provisioner.probeIsolation()
    const level = this.#verdict === 'none' ? 'warn' : 'info'
    this.#log[level]({ verdict: this.#verdict }, MEANINGS[this.#verdict])
  }

  report(): Health['isolation'] {
    return { verdict: this.#verdict, meaning: MEANINGS[this.#verdict], isTrustedRoom: this.isTrustedRoom }
  }
}
