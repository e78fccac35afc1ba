import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SetupResult } from '../docker/setup/setup-result.ts'
import type { FaultPoint } from '../lib/fault-point.ts'

export interface SpawnedBroker extends AsyncDisposable {
  url: string
  pid: number
  /** Resolves when the process has ended, by whatever. */
  ended: Promise<unknown>
  /** From now on it ends at the fault point that it was given. */
  arm(): Promise<void>
  /** Ends it as a crash does: nothing is cleaned up. */
  crash(): Promise<void>
}

export interface SpawnOptions {
  /** Keep its data there, for the next one to find. */
  dataDir?: string
  /** Environment variables beside our own. */
  settings?: Record<string, string>
  /** Instead of the lab engine that set-up has prepared. */
  lab?: SetupResult
  /** Where it is to crash once it is armed. */
  faultPoint?: FaultPoint
  /** Without the process that renders pages. */
  isWithoutPages?: boolean
}

/** A broker in a process of its own, as people run it. */
export async function spawnBroker(options: SpawnOptions = {}): Promise<SpawnedBroker> {
  const script = join(import.meta.dirname, 'e2e-broker.ts')
  const conditions = options.faultPoint ? ['--conditions=drydock-faults'] : []
  const child = spawn(process.execPath, [...conditions, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...options.settings,
      ...(options.lab && { DRYDOCK_E2E_LAB: JSON.stringify(options.lab) }),
      ...(options.faultPoint && { DRYDOCK_TEST_FAULT: options.faultPoint }),
      ...(options.isWithoutPages && { DRYDOCK_E2E_PAGES: 'none' }),
      ...(options.dataDir !== undefined && { DRYDOCK_E2E_DATA_DIR: options.dataDir }),
    },
  })
  const ended = once(child, 'exit')
  const armed = Promise.withResolvers<void>()
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(([code]) => reject(new Error(`the broker ended with ${code} before it was ready`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'armed') armed.resolve()
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length))
    })
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return {
    url,
    pid: child.pid!,
    ended,
    async arm() {
      child.kill('SIGUSR2')
      await armed.promise
    },
    crash: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}
