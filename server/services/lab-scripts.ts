import type { Check, Variable } from '../domain/lab.ts'
import type { Instance } from '../domain/instance.ts'
import { isValueOf } from '../domain/variables.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceAccess, ScriptResult } from '../ports/provisioner.ts'

const SCRIPT_LIMITS = { timeoutMs: 10_000, maxOutputBytes: 4 * 1024 }
/** A reason is shown in one line beside the step. */
const MAX_REASON_CHARACTERS = 300
/** Control characters have no business in a page; the text is the participant's machine's, not ours. */
const HIDDEN = /[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g

/** Runs the scripts of a lab, at most one at a time in an instance: they must not slow down the participant. */
export class LabScripts {
  readonly #access: InstanceAccess
  readonly #log: Logger
  readonly #locks = new WeakMap<Instance, AsyncLock>()

  constructor({ access, log }: { access: InstanceAccess; log: Logger }) {
    this.#access = access
    this.#log = log
  }

  /** Why the check is not done; `undefined` when it is. Never rejects. */
  async verdict(instance: Instance, check: Check): Promise<string | undefined> {
    const result = await this.#run(instance, check.run)
    if (!result) return 'This check could not run just now. It runs again by itself.'
    if (result.status === 'timed-out') return 'This check took too long. It runs again by itself.'
    if (result.exitCode === 0) return undefined
    return lastLine(result.output).replace(HIDDEN, '').slice(0, MAX_REASON_CHARACTERS) || check.reason
  }

  /** The value that a variable's script finds; `undefined` when there is none, or one that it may not have. */
  async value(instance: Instance, variable: Variable, script: string): Promise<string | undefined> {
    const result = await this.#run(instance, script)
    if (result?.status !== 'exited' || result.exitCode !== 0) return undefined
    const value = lastLine(result.output).trim()
    return isValueOf(variable, value) ? value : undefined
  }

  async #run(instance: Instance, script: string): Promise<ScriptResult | undefined> {
    const lock = this.#locks.get(instance) ?? new AsyncLock()
    this.#locks.set(instance, lock)
    try {
      return await lock.run(() => this.#access.runScript(instance.id, script, SCRIPT_LIMITS))
    } catch (error) {
      const { sessionId, name } = instance
      this.#log.debug({ sessionId, instance: name, err: error }, 'lab script could not run')
      return undefined
    }
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? ''
}
