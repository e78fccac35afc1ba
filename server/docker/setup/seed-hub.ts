import type Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import { engineStatus } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'
import type { Catalog } from './catalog.ts'
import { followMessages } from './engine-messages.ts'
import type { Progress } from './progress.ts'
import { SetupError } from './setup-error.ts'

const SEEDER_NAME = 'drydock-hub-seeder'
const REGISTRY_PORT = '5000/tcp'
const START_TIMEOUT_MS = 20_000
const POLL_MS = 100
const NANOSECONDS_PER_MS = 1_000_000

/**
 * Fills the Hub's volume through a short-lived registry that can be written to. It listens on the lab engine's
 * loopback only, so no instance can reach it.
 */
export async function seedHub(
  lab: Docker,
  { catalog, volume, progress }: { catalog: Catalog; volume: string; progress: Progress },
): Promise<void> {
  await removeSeeder(lab)
  const seeder = await lab.createContainer({
    name: SEEDER_NAME,
    Image: catalog.registryImage,
    Labels: { [LABEL.role]: 'hub' },
    Healthcheck: {
      Test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:5000/v2/'],
      Interval: 200 * NANOSECONDS_PER_MS,
      Retries: 50,
    },
    HostConfig: {
      Binds: [`${volume}:/var/lib/registry`],
      PortBindings: { [REGISTRY_PORT]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
    },
  })
  try {
    await seeder.start()
    const port = await waitUntilHealthy(seeder)
    for (const [index, { builtTag, hubName }] of catalog.images.entries()) {
      progress.share(index, catalog.images.length, 'steps')
      progress.say(`push ${hubName}`)
      await push(lab, builtTag, `127.0.0.1:${port}/${hubName}`)
    }
  } finally {
    await removeSeeder(lab)
  }
}

async function waitUntilHealthy(seeder: Docker.Container): Promise<string> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    const { State, NetworkSettings } = await seeder.inspect()
    const port = NetworkSettings.Ports[REGISTRY_PORT]?.[0]?.HostPort
    if (State.Health?.Status === 'healthy' && port) return port
    if (!State.Running) break
    await delay(POLL_MS)
  }
  throw new SetupError('The registry that fills the Hub did not start.', {
    advice: 'Start again; if it happens again, `npm run stop` first makes the lab engine anew.',
  })
}

async function push(lab: Docker, builtTag: string, target: string): Promise<void> {
  const colon = target.lastIndexOf(':')
  await lab.getImage(builtTag).tag({ repo: target.slice(0, colon), tag: target.slice(colon + 1) })
  const image = lab.getImage(target)
  try {
    await followMessages(await image.push({ authconfig: {} }))
  } finally {
    // Only the name: the image stays under the tag that it was built as.
    await image.remove()
  }
}

/** Also one that a set-up has left that was killed. */
export async function removeSeeder(lab: Docker): Promise<void> {
  try {
    await lab.getContainer(SEEDER_NAME).remove({ force: true })
  } catch (error) {
    if (engineStatus(error) !== 404) throw error
  }
}
