import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import type { Lab } from '../domain/lab.ts'
import type { SetupResult } from '../docker/setup/setup-result.ts'
import { freePort } from '../lib/free-port.ts'
import { startBroker } from '../main.ts'

/** A broker of its own on this machine's lab engine, without pages, that leaves nothing behind. */
export async function startSolvingBroker(options: {
  root: string
  lab: SetupResult
  labs: readonly Lab[]
}): Promise<{ origin: string } & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drydock-solve-'))
  const environment = {
    PORT: String(await freePort()),
    DRYDOCK_DATA_DIR: dataDir,
    DRYDOCK_LOG_LEVEL: 'error',
    // Nobody comes but the solver, which is not in a hurry.
    DRYDOCK_POOL_MIN: '0',
    DRYDOCK_POOL_MAX: '0',
  }
  const { root, lab, labs } = options
  const config = readConfig(environment, root)
  const broker = await startBroker({ config, root, lab, pagesMode: 'none', environment, labs })
  return {
    origin: broker.url,
    async [Symbol.asyncDispose]() {
      await broker.closeAllSessions()
      await broker.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
