import Docker from 'dockerode'
import { mkdtemp, rm } from 'node:fs/promises'
import { BlockList } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOnEngine } from '../docker/engine-errors.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import { healthSchema } from '../protocol/health.ts'
import { sessionViewSchema, type SessionView } from '../protocol/session.ts'
import { PageTab, request } from '../testing/page-tab.ts'
import { preparedLab } from '../testing/prepared-lab.ts'
import { spawnBroker, type SpawnedBroker } from '../testing/spawn-broker.ts'

/** A broker measures the isolation before it is ready. */
const START_TIMEOUT_MS = 300_000
const settings = { DRYDOCK_E2E_PAGES: 'none', DRYDOCK_POOL_MIN: '2', DRYDOCK_POOL_MAX: '2' }
const terminal = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }

let dataDir: string
let engine: Docker
let broker: SpawnedBroker
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drydock-pool-'))
  engine = new Docker({ socketPath: (await preparedLab()).engineSocketPath })
  broker = await spawnBroker({ dataDir, settings })
}, START_TIMEOUT_MS)
afterAll(async () => {
  await broker[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

/** There is nothing to wait on across processes. */
async function prepared(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const health = healthSchema.parse(await (await request(broker, 'GET', '/api/health')).json())
        return health.capacity.readySessions
      },
      { timeout: START_TIMEOUT_MS, interval: 200 },
    )
    .toBeGreaterThanOrEqual(count)
}

async function claim(): Promise<{ cookie: string; view: SessionView }> {
  const opened = await request(broker, 'POST', '/api/session')
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!
  const added = await request(broker, 'POST', '/api/session/instances', cookie)
  // It was there before it was asked for.
  expect(await added.json()).toMatchObject({ name: 'node1', status: 'ready' })
  const answer = await request(broker, 'GET', '/api/session', cookie)
  return { cookie, view: sessionViewSchema.parse(await answer.json()) }
}

async function type(tab: PageTab, command: string): Promise<string> {
  const screen = await tab.open(terminal)
  await screen.printed('$ ')
  tab.terminals.get(terminal)!.input(`${command}; echo "END"-$?\r`)
  await screen.printed('END-')
  await screen.printed('$ ', screen.bytes.indexOf('END-'))
  return screen.bytes.toString()
}

/** The network of the instance's session, which has no other. */
async function networkOf({ ip }: { ip: string }): Promise<Docker.Network> {
  const networks = await engine.listNetworks({ filters: { label: ['drydock.session'] } })
  const found = networks.find(({ IPAM }) => {
    const list = new BlockList()
    for (const { Subnet } of IPAM?.Config ?? []) {
      const [address, bits] = Subnet!.split('/')
      list.addSubnet(address!, Number(bits))
    }
    return list.check(ip)
  })
  return engine.getNetwork(found!.Id)
}

/** Asked by its id: another session gets its addresses at once. */
async function isThere(network: Docker.Network): Promise<boolean> {
  return (await findOnEngine<unknown>(network.inspect())) !== undefined
}

test(
  'a prepared session is a whole one: name, account, terminal, registry; and it is apart from the next',
  async () => {
    await prepared(2)
    const first = await claim()
    const second = await claim()
    expect(first.view.username).not.toBe(second.view.username)
    const [instance] = first.view.instances
    expect(instance).toMatchObject({ name: 'node1', status: 'ready' })
    const address = instance?.status === 'ready' ? instance.ip : ''
    const network = await networkOf({ ip: address })

    using tab = new PageTab(broker, first.cookie)
    const output = await type(
      tab,
      'hostname; echo user=$DRYDOCK_USERNAME; echo "$DOCKER_PASSWORD" | docker login -u "$DOCKER_USERNAME" --password-stdin',
    )
    expect(output).toContain('node1')
    expect(output).toContain(`user=${first.view.username}`)
    expect(output).toContain(first.view.account!.username)
    expect(output).toContain('Login Succeeded')
    // Greeted once, by a shell that nobody has used.
    expect(output.match(/A disposable machine/g)).toHaveLength(1)

    using other = new PageTab(broker, second.cookie)
    const attempt = await type(
      other,
      `timeout 3 bash -c 'echo > /dev/tcp/${address}/22'; ping -c1 -W1 ${address}`,
    )
    expect(attempt).not.toContain('1 received')
    expect(attempt).toMatch(/END-[1-9]/)

    for (const { cookie } of [first, second]) await request(broker, 'DELETE', '/api/session', cookie)
    await expect.poll(() => isThere(network), { timeout: 20_000 }).toBe(false)
  },
  START_TIMEOUT_MS,
)

test(
  'prepared sessions are nobody’s: the health counts none, and their number is told',
  async () => {
    await prepared(2)
    const health: unknown = await (await request(broker, 'GET', '/api/health')).json()
    expect(health).toMatchObject({ sessions: 0, instances: 0, capacity: { readySessions: 2 } })
  },
  START_TIMEOUT_MS,
)

test(
  'a broker that was killed finds what was prepared again, and one that stops leaves nothing',
  async () => {
    await prepared(2)
    await broker.crash()
    broker = await spawnBroker({ dataDir, settings })
    await prepared(1)
    const { cookie, view } = await claim()
    using tab = new PageTab(broker, cookie)
    expect(await type(tab, 'docker info --format works-{{.ServerVersion}}')).toMatch(/works-\d/)
    const [instance] = view.instances
    const network = await networkOf({ ip: instance?.status === 'ready' ? instance.ip : '' })
    await broker[Symbol.asyncDispose]()
    expect(await isThere(network)).toBe(false)
    broker = await spawnBroker({ dataDir, settings })
  },
  3 * START_TIMEOUT_MS,
)
