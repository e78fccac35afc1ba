import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { randomToken } from '../lib/random.ts'
import type { Logger } from '../lib/logger.ts'

const RESTART_DELAY_MS = 500
/** It calls each 404 an error of its own, and there is one for every blob that a push asks about. */
const CLIENT_ERROR = / http\.response\.status=4\d\d /
/** Far more than the largest Hub takes; then it is stuck. */
const COLLECT_TIMEOUT_MS = 10 * 60_000

export interface RegistryProcessOptions {
  /** Path of the `docker-registry` binary. */
  binary: string
  configPath: string
  rootDir: string
  /** `127.0.0.1:5000` */
  listenOn: string
  /** More settings, as the registry takes them from its environment. */
  variables?: Record<string, string>
  log: Logger
}

/** The real registry as a child, started again when it ends. */
export class RegistryProcess implements AsyncDisposable {
  readonly #options: RegistryProcessOptions
  readonly #ending = new AbortController()
  /** Signs the state of uploads; the same after a restart, so that they can go on. */
  readonly #secret = randomToken()
  #child: ChildProcess | undefined
  #supervision: Promise<void> | undefined

  constructor(options: RegistryProcessOptions) {
    this.#options = options
  }

  start(): void {
    this.#supervision ??= this.#supervise()
  }

  /** Rejects when the collection fails. */
  async collectGarbage(): Promise<void> {
    const child = this.#spawn(['garbage-collect', this.#options.configPath], COLLECT_TIMEOUT_MS)
    const code = await exitOf(child)
    if (code !== 0) throw new Error(`registry garbage-collect ended with ${code}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort()
    this.#child?.kill()
    await this.#supervision
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#ending
    while (!signal.aborted) {
      this.#child = this.#spawn(['serve', this.#options.configPath])
      const code = await exitOf(this.#child)
      if (signal.aborted) return
      this.#options.log.error({ code }, 'the registry has ended; it is started again')
      await delay(RESTART_DELAY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Its access log is off, so that what it says is about itself: warnings and errors. */
  #spawn(args: string[], timeout?: number): ChildProcess {
    const environment = {
      // Go tidies up harder near this, instead of running into the container's limit.
      GOMEMLIMIT: '640MiB',
      REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: this.#options.rootDir,
      REGISTRY_HTTP_ADDR: this.#options.listenOn,
      REGISTRY_HTTP_SECRET: this.#secret,
      ...this.#options.variables,
    }
    const child: ChildProcess = spawn(this.#options.binary, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Next's types ask for NODE_ENV, which means nothing here.
      env: environment as unknown as NodeJS.ProcessEnv,
      ...(timeout !== undefined && { timeout }),
    })
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (!CLIENT_ERROR.test(line)) this.#options.log.warn({ line }, 'registry')
    })
    return child
  }
}

function exitOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
}
