import Docker from 'dockerode'
import { request } from 'node:http'
import type { EngineConnection, EngineNews } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import { isConnectionError } from './engine-errors.ts'
import { readEngineRun } from './engine-run.ts'

/** Of any call. A create on a machine that starts forty at once takes some seconds; removing a full disk takes the longest. */
const ANSWER_TIMEOUT_MS = 60_000
/** How long a fault may go unnoticed. */
const HEARTBEAT_MS = 2_000
/** A sound engine answers within milliseconds; with a load of 36 on two CPUs one of many answers took five seconds. */
const HEARTBEAT_TIMEOUT_MS = 4_000
/** Time-outs in a row that mean that it is away. A connection that is refused means so at once. */
const MAX_MISSED = 2
/** While it is away: how late its return may be noticed. */
const RETURN_HEARTBEAT_MS = 500
/** When a participant may try again. */
const RETRY_SECONDS = 5

type Dial = Docker['modem']['dial']
type Callback = Parameters<Dial>[1]

/**
 * The lab engine's socket, with a heartbeat. A call whose answer does not come fails with ENGINE_UNAVAILABLE: after its
 * own time-out, and at once when the heartbeat finds that the engine is away; until that is back, calls are refused
 * without being sent. Streams that are open are left alone: an engine that only hung goes on with them.
 */
export class EngineLink implements EngineConnection, Disposable {
  readonly engine: Docker
  readonly #socketPath: string
  readonly #dial: Dial
  readonly #pending = new Set<AbortController>()
  readonly #listeners = new Set<(news: EngineNews) => void>()
  #timer: NodeJS.Timeout | undefined
  #lostAt: number | undefined
  /** The lab engine's run that answered last. */
  #run: string | undefined
  #isAsking = false
  #missed = 0
  #isClosed = false

  constructor(socketPath: string) {
    this.#socketPath = socketPath
    this.engine = new Docker({ socketPath })
    const { modem } = this.engine
    this.#dial = modem.dial.bind(modem)
    modem.dial = (options, callback) => this.#send(options, callback)
    void this.#ask()
  }

  get isUp(): boolean {
    return this.#lostAt === undefined
  }

  /** Its run is known, so that another one would be noticed. */
  get hasAnswered(): boolean {
    return this.#run !== undefined
  }

  onChange(listener: (news: EngineNews) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  /** Stops the heartbeat; open streams go on. */
  [Symbol.dispose](): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #send(options: Parameters<Dial>[0], callback: Callback): void {
    if (!this.isUp) {
      process.nextTick(() => callback?.(unavailable(), null))
      return
    }
    const controller = new AbortController()
    this.#pending.add(controller)
    const timer = setTimeout(() => controller.abort(unavailable()), ANSWER_TIMEOUT_MS)
    const signals = options.abortSignal ? [options.abortSignal] : []
    const abortSignal = AbortSignal.any([controller.signal, ...signals])
    this.#dial({ ...options, abortSignal }, (error, result) => {
      clearTimeout(timer)
      this.#pending.delete(controller)
      if (error && isConnectionError(error)) void this.#ask()
      const reason: unknown = controller.signal.reason
      callback?.(error && reason instanceof LabError ? reason : error, result)
    })
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#ask(), ms).unref()
  }

  /** Never rejects. */
  async #ask(): Promise<void> {
    if (this.#isAsking || this.#isClosed) return
    this.#isAsking = true
    try {
      await ping(this.#socketPath)
      const run = await readEngineRun(this.#socketPath)
      if (!this.#isClosed) this.#answered(run)
    } catch (error) {
      this.#missed++
      if (!this.#isClosed && (isConnectionError(error) || this.#missed >= MAX_MISSED)) this.#lost(error)
    } finally {
      this.#isAsking = false
      const isSound = this.isUp && this.#missed === 0
      this.#schedule(isSound ? HEARTBEAT_MS : RETURN_HEARTBEAT_MS)
    }
  }

  #answered(run: string): void {
    const hasRestarted = this.#run !== undefined && this.#run !== run
    // It was away for so short a time that no heartbeat has missed it.
    if (hasRestarted && this.isUp) this.#lost(new Error('the lab engine has restarted'))
    this.#run = run
    this.#missed = 0
    if (this.#lostAt === undefined) return
    const downMs = Math.round(performance.now() - this.#lostAt)
    this.#lostAt = undefined
    this.#tell({ isUp: true, hasRestarted, downMs })
  }

  #lost(cause: unknown): void {
    if (!this.isUp) return
    this.#lostAt = performance.now()
    for (const controller of [...this.#pending]) controller.abort(unavailable(cause))
    this.#tell({ isUp: false })
  }

  #tell(news: EngineNews): void {
    for (const listener of [...this.#listeners]) listener(news)
  }
}

function unavailable(cause?: unknown): LabError {
  return new LabError('ENGINE_UNAVAILABLE', { cause, retryAfterSeconds: RETRY_SECONDS })
}

/** Resolves when the engine answers. Its own connection: none that a hung engine has taken already. */
async function ping(socketPath: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const asking = request({ socketPath, path: '/_ping', agent: false }, (answer) => {
    answer.resume()
    answer.once('error', reject)
    if (answer.statusCode === 200) resolve()
    else reject(new Error(`the lab engine answers its heartbeat with ${answer.statusCode}`))
  })
  asking.once('error', reject)
  asking.end()
  // After our own pause, an answer that has come meanwhile is read before it counts as late.
  const timer = setTimeout(
    () => setImmediate(() => asking.destroy(new Error('the lab engine does not answer its heartbeat'))),
    HEARTBEAT_TIMEOUT_MS,
  )
  await promise.finally(() => clearTimeout(timer))
}
