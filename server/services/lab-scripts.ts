import type { Check, Variable } from '../domain/lab.ts'
import type { Instance } from '../domain/instance.ts'
import { isValueOf } from '../domain/variables.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { Metrics } from './metrics.ts'
import { batchScript, readBatch, type BatchResult } from './batch-script.ts'

const LIMITS = { timeoutSeconds: 10, maxOutputBytes: 4 * 1024 }
/** What a result takes on the way: its output in base64, and its exit code. */
const RESULT_BYTES = LIMITS.maxOutputBytes * 2
/** A reason is shown in one line beside the step. */
const MAX_REASON_CHARACTERS = 300
/** Control characters have no business in a page; the text is the participant's machine's, not ours. */
const HIDDEN = /[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g

type ScriptMetrics = Pick<Metrics, 'checked'>

/** Runs the scripts of a lab, at most one at a time in an instance: they must not slow down the participant. */
export class LabScripts {
  readonly #access: InstanceAccess
  readonly #log: Logger
  readonly #metrics: ScriptMetrics
  readonly #locks = new WeakMap<Instance, AsyncLock>()

  constructor({ access, log, metrics }: { access: InstanceAccess; log: Logger; metrics: ScriptMetrics }) {
    this.#access = access
    this.#log = log
    this.#metrics = metrics
  }

  /** Why each check is not done, in their order; `undefined` for one that is. Never rejects. */
  async verdicts(instance: Instance, checks: readonly Check[]): Promise<(string | undefined)[]> {
    const startedMs = performance.now()
    const results = await this.#run(
      instance,
      checks.map(({ run }) => run),
    )
    const done = results?.filter((result) => result?.exitCode === 0).length ?? 0
    this.#metrics.checked({ ms: performance.now() - startedMs, done, notDone: checks.length - done })
    if (!results) return checks.map(() => 'This check could not run just now. It runs again by itself.')
    return results.map((result, index) => {
      if (!result) return 'This check took too long. It runs again by itself.'
      if (result.exitCode === 0) return undefined
      return (
        lastLine(result.output).replace(HIDDEN, '').slice(0, MAX_REASON_CHARACTERS) || checks[index]!.reason
      )
    })
  }

  /** The value that a variable's script finds; `undefined` when there is none, or one that it may not have. */
  async value(instance: Instance, variable: Variable, script: string): Promise<string | undefined> {
    const [result] = (await this.#run(instance, [script])) ?? []
    if (result?.exitCode !== 0) return undefined
    const value = lastLine(result.output).trim()
    return isValueOf(variable, value) ? value : undefined
  }

  async #run(
    instance: Instance,
    scripts: readonly string[],
  ): Promise<(BatchResult | undefined)[] | undefined> {
    const lock = this.#locks.get(instance) ?? new AsyncLock()
    this.#locks.set(instance, lock)
    const limits = {
      timeoutMs: scripts.length * (LIMITS.timeoutSeconds + 1) * 1_000,
      maxOutputBytes: scripts.length * RESULT_BYTES,
    }
    try {
      const result = await lock.run(() =>
        this.#access.runScript(instance.id, batchScript(scripts, LIMITS), limits),
      )
      return readBatch(result.status === 'exited' ? result.output : '', scripts.length)
    } catch (error) {
      const { sessionId, name } = instance
      this.#log.debug({ sessionId, instance: name, err: error }, 'lab scripts could not run')
      return undefined
    }
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? ''
}
