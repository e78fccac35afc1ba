import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionView } from './protocol/session.ts'
import { spawnBroker, type SpawnedBroker } from './testing/spawn-broker.ts'

/** A broker that dies at each moment of a create; the next one, with the same data, must find order. */
let dataDir: string
/** A prepared instance has no such moments: it is there at once. */
const settings = { DRYDOCK_POOL_MAX: '0' }
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drydock-crash-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function post(broker: SpawnedBroker, path: string, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie }
  return fetch(`${broker.url}${path}`, { method: 'POST', body: '{}', headers })
}

async function readSession(broker: SpawnedBroker, cookie: string): Promise<SessionView> {
  const response = await fetch(`${broker.url}/api/session`, { headers: { cookie } })
  expect(response.status).toBe(200)
  return (await response.json()) as SessionView
}

/** Polls as a page without a socket would: there is nothing else to wait on across processes. */
async function reaches(broker: SpawnedBroker, cookie: string, state: string): Promise<void> {
  for (;;) {
    const [instance] = (await readSession(broker, cookie)).instances
    if (instance && (instance.status === state || ('phase' in instance && instance.phase === state))) return
    expect(instance?.status).not.toBe('failed')
  }
}

test('a crash in the middle of a create loses no session and leaves nothing half-made', async () => {
  let cookie = ''
  for (const moment of ['creating', 'booting', 'ready']) {
    const broker = await spawnBroker({ dataDir, settings })
    if (cookie === '') {
      const opened = await post(broker, '/api/session')
      cookie = opened.headers.get('set-cookie')!.split(';')[0]!
    }
    const { instances } = await readSession(broker, cookie)
    // What ran when the one before died has been taken up; what did not run is gone.
    expect(instances.every(({ status }) => status === 'ready')).toBe(true)
    if (instances.length === 0) await post(broker, '/api/session/instances', cookie)
    await reaches(broker, cookie, instances.length === 0 ? moment : 'ready')
    await broker.crash()
  }
  await using last = await spawnBroker({ dataDir, settings })
  const { instances } = await readSession(last, cookie)
  expect(instances).toMatchObject([{ name: 'node1', status: 'ready' }])
})
