import { afterAll, beforeAll, expect, test } from 'vitest'
import { HUB_CONTAINERS } from './docker/hub-containers.ts'
import { LABEL } from './docker/labels.ts'
import { runScript } from './docker/run-script.ts'
import { waitFor } from './docker/setup/wait-for.ts'
import { FIRST_TERMINAL, instanceNameSchema } from './protocol/ids.ts'
import type { Health } from './protocol/health.ts'
import { BrokerClient } from './testing/broker-client.ts'
import { countLabObjects } from './testing/lab-leftovers.ts'
import { PageTab } from './testing/page-tab.ts'
import { spawnBroker, type SpawnedBroker } from './testing/spawn-broker.ts'
import { startThrowawayMachine, type ThrowawayMachine } from './testing/throwaway-machine.ts'

const first = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }
/** A heartbeat and its time-out, with room for a busy machine. */
const SECONDS_TO_NOTICE = 20
/** What is refused at once is so on a busy machine, too. */
const REFUSAL_MS = 2_000

let machine: ThrowawayMachine
let broker: SpawnedBroker
beforeAll(async () => {
  machine = await startThrowawayMachine()
  broker = await spawnBroker({
    lab: machine.lab,
    isWithoutPages: true,
    settings: { DRYDOCK_POOL_MIN: '0', DRYDOCK_POOL_MAX: '0' },
  })
}, 300_000)
afterAll(async () => {
  await broker[Symbol.asyncDispose]()
  await machine[Symbol.asyncDispose]()
})

/** To the lab engine's dockerd, as an operator's mistake or a kernel's stall would. */
async function signal(name: 'STOP' | 'CONT'): Promise<void> {
  await machine.engine.run(`kill -${name} "$(cat /var/run/docker.pid)"`)
}

async function engineHealth(client: BrokerClient): Promise<Health['engine']> {
  return ((await (await client.send('GET', '/health')).json()) as Health).engine
}

test('a hang is told, commands are refused at once, and terminals go on without loss', async () => {
  const client = await BrokerClient.withInstance(broker.url)
  using tab = new PageTab(broker, client.cookie)
  const screen = await tab.open(first)
  await screen.printed('$ ')
  const hungAt = performance.now()
  await signal('STOP')
  try {
    await client.until(({ isLabEngineUp }) => !isLabEngineUp)
    expect((performance.now() - hungAt) / 1000).toBeLessThan(SECONDS_TO_NOTICE)
    expect(await engineHealth(client)).toMatchObject({ isUp: false })
    const askedAt = performance.now()
    const refused = await client.send('POST', '/session/instances')
    expect([refused.status, await refused.text()]).toEqual([
      503,
      expect.stringContaining('ENGINE_UNAVAILABLE'),
    ])
    expect(performance.now() - askedAt).toBeLessThan(REFUSAL_MS)
    tab.terminals.get(first)!.input('echo typed-$((40 + 2))\r')
  } finally {
    await signal('CONT')
  }
  await client.until(({ isLabEngineUp }) => isLabEngineUp)
  await screen.printed('typed-42')
  await client.instance('node1', 'ready')
  await client.send('DELETE', '/session')
})

test('a hang in the middle of a create leaves nothing half-made', async () => {
  const client = new BrokerClient(broker.url)
  await client.open()
  await client.send('POST', '/session/instances')
  await client.until(({ instances }) => JSON.stringify(instances).includes('booting'))
  await signal('STOP')
  try {
    await client.instance('node1', 'failed')
  } finally {
    await signal('CONT')
  }
  for (;;) {
    const { containers, volumes } = await countLabObjects(machine.engine)
    if (containers === 0 && volumes === 0) break
  }
  await client.send('DELETE', '/session/instances/node1')
  await client.send('POST', '/session/instances')
  await client.instance('node1', 'ready')
  await client.send('DELETE', '/session')
})

test('a killed engine: its instances are told as ended, and a new one starts in the same session', async () => {
  const client = await BrokerClient.withInstance(broker.url)
  const { username } = (await client.session())!
  await machine.engine.restart()
  expect(await client.instance('node1', 'failed')).toMatchObject({
    code: 'INSTANCE_ENDED',
    message: expect.stringContaining('lab engine') as string,
  })
  await client.until(({ isLabEngineUp }) => isLabEngineUp)
  await client.send('DELETE', '/session/instances/node1')
  // The isolation of its new run is measured first.
  expect((await client.sendOnceUp('POST', '/session/instances')).status).toBe(201)
  await client.instance('node1', 'ready')
  expect((await client.session())!.username).toBe(username)
  const timeline = await (await client.send('GET', '/session/timeline')).text()
  for (const type of ['engine-lost', 'engine-back', 'instance-ended']) expect(timeline).toContain(type)
  await client.send('DELETE', '/session')
})

test('a Hub that ended, and whose network of a session went meanwhile, is brought back to the others', async () => {
  const leaving = await BrokerClient.withInstance(broker.url)
  const staying = await BrokerClient.withInstance(broker.url)
  const { engine } = machine.engine
  await engine.getContainer(HUB_CONTAINERS.sandbox).stop({ t: 0 })
  expect((await leaving.send('DELETE', '/session')).status).toBe(204)
  const [instance] = await engine.listContainers({ filters: { label: [`${LABEL.role}=instance`] } })
  const script = "curl -so /dev/null -w '%{http_code}' https://registry-1.docker.io/v2/"
  const limits = { timeoutMs: 10_000, maxOutputBytes: 100 }
  const answers = async () => {
    const result = await runScript(engine, instance!.Id, script, limits)
    return result.status === 'exited' && result.output === '401'
  }
  expect(await waitFor(answers, 60_000)).toBe(true)
  await staying.send('DELETE', '/session')
})
