import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/store/database.ts'
import { readIdentity } from '../../server/store/settings.ts'
import { INSTRUCTOR_TOKEN } from '../../server/testing/lab-bench.ts'
import { spawnBroker } from '../../server/testing/spawn-broker.ts'
import type { TaughtBroker } from './bench-class.ts'

/** As people run it, on the lab engine that set-up has prepared. */
export async function startRealBroker(): Promise<TaughtBroker & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drydock-bench-'))
  // Made before the broker starts, which finds it.
  const database = openDatabase(join(dataDir, 'drydock.db'))
  const { instructorToken } = await readIdentity(database)
  await database.destroy()
  const settings = { DRYDOCK_POOL_MIN: '0', DRYDOCK_POOL_MAX: '0' }
  const broker = await spawnBroker({ dataDir, isWithoutPages: true, settings })
  return {
    url: broker.url,
    pid: broker.pid,
    cookie: cookieWith(instructorToken),
    async [Symbol.asyncDispose]() {
      await broker[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** On fakes. */
export async function startFakeBroker(): Promise<TaughtBroker & AsyncDisposable> {
  const child = fork(join(import.meta.dirname, 'fake-broker.ts'))
  const ended = once(child, 'exit')
  const started = once(child, 'message') as Promise<[string]>
  const [url] = await Promise.race([
    started,
    ended.then(() => Promise.reject(new Error('no broker started'))),
  ])
  return {
    url,
    pid: child.pid!,
    cookie: cookieWith(INSTRUCTOR_TOKEN),
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await ended
    },
  }
}

function cookieWith(instructorToken: string): string {
  return `drydock_instructor=${instructorToken}`
}
