/**
 * A broker for end-to-end tests and benches: its own data directory and a free port, on the lab engine that set-up
 * has prepared. Prints `ready <url>` and `instructor <url>`; ends on SIGTERM and leaves nothing behind (its data, if
 * DRYDOCK_E2E_DATA_DIR names a place for it). DRYDOCK_E2E_PAGES=none: without pages, for who needs no browser.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { freePort } from '../lib/free-port.ts'
import { startBroker } from '../main.ts'
import { preparedLab } from './prepared-lab.ts'
import { readLab } from './throwaway-machine.ts'

const root = join(import.meta.dirname, '../..')
const keptDataDir = process.env.DRYDOCK_E2E_DATA_DIR
const dataDir = keptDataDir ?? (await mkdtemp(join(tmpdir(), 'drydock-e2e-')))
const environment = {
  DRYDOCK_LOG_LEVEL: 'warn',
  // One at a time is opened in tests; more would only be made and removed.
  DRYDOCK_POOL_MIN: process.env.DRYDOCK_POOL_MAX === '0' ? '0' : '1',
  ...process.env,
  PORT: String(await freePort()),
  DRYDOCK_DATA_DIR: dataDir,
}
const broker = await startBroker({
  config: readConfig(environment, root),
  root,
  lab: process.env.DRYDOCK_E2E_LAB ? readLab(process.env.DRYDOCK_E2E_LAB) : await preparedLab(),
  pagesMode: process.env.DRYDOCK_E2E_PAGES === 'none' ? 'none' : 'start',
  environment,
})
console.log(`instructor ${broker.instructorUrl}`)
console.log(`ready ${broker.url}`)

async function stop(): Promise<void> {
  await broker.closeAllSessions()
  await broker.stop()
  if (keptDataDir === undefined) await rm(dataDir, { recursive: true, force: true })
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
