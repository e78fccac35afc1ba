import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface SpawnedBroker extends AsyncDisposable {
  url: string
  pid: number
  /** Ends it as a crash does: nothing is cleaned up. */
  crash(): Promise<void>
}

/** A broker in a process of its own, as people run it. `dataDir`: keep its data there, for the next one to find. */
export async function spawnBroker(options: { dataDir?: string } = {}): Promise<SpawnedBroker> {
  const script = join(import.meta.dirname, 'e2e-broker.ts')
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(options.dataDir !== undefined && { DRYDOCK_E2E_DATA_DIR: options.dataDir }) },
  })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(([code]) => reject(new Error(`the broker ended with ${code} before it was ready`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
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
    crash: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}
