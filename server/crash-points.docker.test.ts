import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAULT_POINTS, type FaultPoint } from './lib/fault-point.ts'
import { BrokerClient } from './testing/broker-client.ts'
import { countLabObjects, NOTHING } from './testing/lab-leftovers.ts'
import { spawnBroker } from './testing/spawn-broker.ts'
import { startThrowawayMachine, type ThrowawayMachine } from './testing/throwaway-machine.ts'

/** The broker dies at each step of a create, a delete and an end; the next one, with the same data, must find order. */
let machine: ThrowawayMachine
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drydock-points-'))
  machine = await startThrowawayMachine()
}, 300_000)
afterAll(async () => {
  await machine[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true })
})

function spawn(faultPoint?: FaultPoint) {
  return spawnBroker({
    lab: machine.lab,
    dataDir,
    isWithoutPages: true,
    settings: { DRYDOCK_POOL_MIN: '0', DRYDOCK_POOL_MAX: '0' },
    ...(faultPoint && { faultPoint }),
  })
}

const points = (prefix: string) => FAULT_POINTS.filter((point) => point.startsWith(prefix))

test('a crash right after a session is stored leaves one that nobody has, and nothing on the engine', async () => {
  const broker = await spawn('open.stored')
  await broker.arm()
  await expect(new BrokerClient(broker.url).open()).rejects.toThrow()
  await broker.ended
  await using _next = await spawn()
  expect(await countLabObjects(machine.engine)).toEqual(NOTHING)
})

test.each(points('create.'))(
  'at %s: the session stays, nothing half-made does, and a new create works',
  async (point) => {
    const broker = await spawn(point)
    const client = new BrokerClient(broker.url)
    await client.open()
    await broker.arm()
    await client.send('POST', '/session/instances').catch(() => undefined)
    await broker.ended

    await using next = await spawn()
    client.url = next.url
    const { instances } = (await client.session())!
    const objects = await countLabObjects(machine.engine)
    // What runs has been taken up; what did not is gone, and nobody is told of an instance that is not there.
    if (instances.length > 0) await client.instance('node1', 'ready')
    else expect(objects).toMatchObject({ containers: 0, volumes: 0, 'mounted loop devices': 0 })
    expect(objects.containers).toBe(instances.length)
    await client.send('POST', '/session/instances')
    await client.instance(`node${instances.length + 1}`, 'ready')
    expect((await client.send('DELETE', '/session')).status).toBe(204)
    expect(await countLabObjects(machine.engine)).toEqual(NOTHING)
  },
)

test.each(points('delete.'))('at %s: the instance is either there and works, or gone', async (point) => {
  const broker = await spawn(point)
  const client = await BrokerClient.withInstance(broker.url)
  await broker.arm()
  await client.send('DELETE', '/session/instances/node1').catch(() => undefined)
  await broker.ended

  await using next = await spawn()
  client.url = next.url
  const { instances } = (await client.session())!
  const { containers, volumes } = await countLabObjects(machine.engine)
  expect([containers, volumes]).toEqual([instances.length, instances.length])
  expect(instances).toHaveLength(point === 'delete.announced' ? 1 : 0)
  if (instances.length > 0) {
    await client.instance('node1', 'ready')
    expect((await client.send('DELETE', '/session/instances/node1')).status).toBe(204)
  }
  await client.send('DELETE', '/session')
  expect(await countLabObjects(machine.engine)).toEqual(NOTHING)
})

test.each(points('close.'))('at %s: nothing of the session is left after the next start', async (point) => {
  const broker = await spawn(point)
  const client = await BrokerClient.withInstance(broker.url)
  await broker.arm()
  await client.send('DELETE', '/session').catch(() => undefined)
  await broker.ended

  await using next = await spawn()
  client.url = next.url
  // Its end and the removal of its objects go side by side: the session may have come back, without instances or with.
  const session = await client.session()
  if (session) await client.send('DELETE', '/session')
  expect(await client.session()).toBeNull()
  expect(await countLabObjects(machine.engine)).toEqual(NOTHING)
})
