import Docker from 'dockerode'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'
import { waitFor } from './setup/wait-for.ts'

/** The disk of an instance, from its start to its end. Loop devices are the machine's, so they are seen from here. */
const MiB = 1024 * 1024
const SIZE_MIB = 700
const OWNER = 'disk-test'
/** Another set-up may be making images. */
const SETUP_TIMEOUT_MS = 400_000
/** The kernel lets go of a device when the last process of the instance is gone. */
const RELEASE_MS = 20_000
const sessionId = randomBase32(26) as SessionId
let lab: Awaited<ReturnType<typeof connectLabEngine>>
let engine: Docker

beforeAll(async () => {
  const options = await labEngineOptions(OWNER)
  const limits = { ...options.limits, diskBytes: SIZE_MIB * MiB }
  lab = await connectLabEngine({ ...options, limits })
  engine = new Docker({ socketPath: options.engineSocketPath })
}, SETUP_TIMEOUT_MS)
afterAll(() => lab.provisioner.destroySession(sessionId))

function start(
  name: string,
  options: { onBooting?: () => void; signal?: AbortSignal } = {},
): Promise<Instance> {
  const spec = {
    sessionId,
    name: instanceNameSchema.parse(name),
    hubMode: 'sandbox' as const,
    expiresAt: Date.now() + 600_000,
    env: {},
  }
  return lab.provisioner.start(spec, {
    signal: AbortSignal.timeout(110_000),
    onBooting: () => undefined,
    ...options,
  })
}

/** Files behind this machine's loop devices. */
async function loopFiles(): Promise<string> {
  const devices = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const files = devices.map((name) =>
    readFile(join('/sys/block', name, 'loop/backing_file'), 'utf8').catch(() => ''),
  )
  return (await Promise.all(files)).join('')
}

async function volumesOf(): Promise<string[]> {
  const filters = { label: [`drydock.session=${sessionId}`] }
  const { Volumes } = await engine.listVolumes({ filters })
  return (Volumes ?? []).map(({ Name }) => Name)
}

test('root file system and the inner Engine’s data are on one disk with a limit, which goes with the instance', async () => {
  const instance = await start('node1')
  const sizes = await runInInstance(
    lab.access,
    instance,
    'df --block-size=1M --output=size / /var/lib/docker | tail -n 2',
  )
  for (const size of sizes.split('\n').map(Number)) {
    expect(size).toBeLessThanOrEqual(SIZE_MIB)
    expect(size).toBeGreaterThan(SIZE_MIB * 0.9)
  }
  expect((await lab.provisioner.status()).disk).toMatchObject({ instances: 'limited' })
  const [volume] = await volumesOf()
  expect(await loopFiles()).toContain(volume)
  await lab.provisioner.destroy(instance.id)
  expect(await volumesOf()).toEqual([])
  expect(await waitFor(async () => !(await loopFiles()).includes(volume!), RELEASE_MS)).toBe(true)
})

test('a start that is aborted leaves neither file nor device', async () => {
  const aborting = new AbortController()
  let volume: string | undefined
  const started = start('node2', {
    signal: aborting.signal,
    onBooting: () => {
      void volumesOf().then(([name]) => {
        volume = name
        aborting.abort()
      })
    },
  })
  await expect(started).rejects.toThrow()
  expect(volume).toBeDefined()
  expect(await volumesOf()).toEqual([])
  expect(await waitFor(async () => !(await loopFiles()).includes(volume!), RELEASE_MS)).toBe(true)
})

test('what is on it outlives a restart of the instance', async () => {
  const instance = await start('node3')
  await runInInstance(lab.access, instance, 'echo kept > /root/note && docker volume create data && sync')
  const container = engine.getContainer(instance.id)
  await container.restart({ t: 1 })
  const answers = () =>
    runInInstance(lab.access, instance, 'cat /root/note && docker volume ls --quiet').catch(() => undefined)
  expect(await waitFor(async () => (await answers()) === 'kept\ndata', 60_000)).toBe(true)
  await lab.provisioner.destroy(instance.id)
})
