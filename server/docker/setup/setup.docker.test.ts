import Docker from 'dockerode'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { readCliEnvironment } from '../../cli/cli-environment.ts'
import { runSetup } from '../../cli/run-setup.ts'
import { LABEL } from '../labels.ts'
import { preparedLab } from '../../testing/prepared-lab.ts'
import { freeSubnet } from '../session-subnet.ts'
import { HUB_CONTAINERS } from '../hub-containers.ts'
import { inspectHub } from './hub.ts'
import type { SetupResult } from './setup-result.ts'

/** A second set-up only looks; a busy machine may take several times what an idle one does. */
const SECOND_SETUP_MS = 8_000
const TEST_CONTAINER = 'drydock-setup-test'
let result: SetupResult
let lab: Docker

beforeAll(async () => {
  result = await preparedLab()
  lab = new Docker({ socketPath: result.engineSocketPath })
})

afterEach(async () => {
  const leftovers = await lab.listContainers({ all: true, filters: { name: [TEST_CONTAINER] } })
  for (const { Id } of leftovers) await lab.getContainer(Id).remove({ force: true, v: true })
})

async function hubImage(): Promise<string> {
  return (await inspectHub(lab, 'sandbox'))!.Config.Image
}

/** Runs a command in a container of the lab engine; its output. */
async function run(command: string[], hostConfig: Docker.HostConfig = {}): Promise<string> {
  const container = await lab.createContainer({
    name: TEST_CONTAINER,
    Image: await hubImage(),
    Entrypoint: command,
    Cmd: [],
    HostConfig: { NetworkMode: 'none', ...hostConfig },
    Tty: true,
  })
  await container.start()
  await container.wait()
  return (await container.logs({ stdout: true, stderr: true })).toString().trim()
}

test('a second set-up is quick and leaves what runs as it is', async () => {
  const hubBefore = (await inspectHub(lab, 'sandbox'))?.Id
  const startedAt = performance.now()
  expect(await runSetup(readCliEnvironment(), { withPages: false })).toEqual(result)
  expect(performance.now() - startedAt).toBeLessThan(SECOND_SETUP_MS)
  expect((await inspectHub(lab, 'sandbox'))?.Id).toBe(hubBefore)
})

test('every container gets kernel limits of its own before anything in it runs', async () => {
  const limits = await run([
    'cat',
    '/proc/sys/user/max_inotify_instances',
    '/proc/sys/user/max_user_namespaces',
  ])
  expect(limits.split(/\s+/)).toEqual(['64', '0'])
})

test('a container that would share the host’s user namespace does not start', async () => {
  await expect(run(['true'], { UsernsMode: 'host' })).rejects.toThrow(/drydock-hook|createRuntime/)
})

test('the Hub has no capability but to listen on its ports, and its socket is in a folder of its own', async () => {
  const hub = await inspectHub(lab, 'sandbox')
  expect(hub?.HostConfig.CapAdd).toEqual(['NET_BIND_SERVICE'])
  expect(hub?.HostConfig.CapDrop).toEqual(['ALL'])
  expect(hub?.Mounts.map(({ Source, Destination }) => `${Source} ${Destination}`)).toContain(
    '/run/drydock/hub /run/drydock',
  )
})

test('the Hub forwards nothing from one session to another, and cannot take the machine’s memory', async () => {
  const hub = await inspectHub(lab, 'sandbox')
  const forwarding = await run(['cat', '/proc/sys/net/ipv4/ip_forward'], {
    NetworkMode: `container:${HUB_CONTAINERS.sandbox}`,
  })
  expect(forwarding).toBe('0')
  expect(hub?.HostConfig.Memory).toBe(1024 ** 3)
})

test('a session’s network that has lost the Hub gets it back from the next set-up', async () => {
  const { subnet, hubAddress } = (await freeSubnet(lab, 50))!
  const network = await lab.createNetwork({
    Name: TEST_CONTAINER,
    Internal: true,
    IPAM: { Driver: 'default', Config: [{ Subnet: subnet }] },
    Labels: { [LABEL.role]: 'network' },
  })
  try {
    await runSetup(readCliEnvironment(), { withPages: false })
    const endpoint = (await inspectHub(lab, 'sandbox'))?.NetworkSettings.Networks[TEST_CONTAINER]
    expect(endpoint?.IPAddress).toBe(hubAddress)
  } finally {
    await network.disconnect({ Container: HUB_CONTAINERS.sandbox, Force: true })
    await network.remove()
  }
})
