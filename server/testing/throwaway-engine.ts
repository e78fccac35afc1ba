import Docker from 'dockerode'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCliEnvironment } from '../cli/cli-environment.ts'
import { baseImageTag } from '../docker/setup/base-image.ts'
import { imageTag } from '../docker/setup/build-image.ts'
import { labEngineContainer, LAB_ENGINE_NAME } from '../docker/setup/lab-engine-spec.ts'
import { transferImage } from '../docker/setup/transfer-image.ts'
import { waitFor } from '../docker/setup/wait-for.ts'
import { LABEL } from '../docker/labels.ts'
import { silentProgress } from '../lib/progress.ts'
import { randomBase32 } from '../lib/random.ts'
import { runInContainer } from './run-in-container.ts'
import { hostEngine } from './throwaway-hub.ts'

const MiB = 1024 * 1024
const START_TIMEOUT_MS = 60_000

export interface ThrowawayEngine extends AsyncDisposable {
  engine: Docker
  /** It, on the host's Engine. */
  container: Docker.Container
  socketPath: string
  /** Brings an image of the host's Engine in. */
  load: (tag: string) => Promise<void>
  /** Runs bash in the lab engine's container, as root there; answers with its output, whatever its exit code. */
  run: (script: string) => Promise<string>
  /** Ends it as a crash does and starts it again; resolves when it answers. */
  restart: () => Promise<void>
}

export interface ThrowawayEngineOptions {
  egress?: 'none' | 'public'
  closedAddresses?: string[]
  /** Further arguments of its dockerd. */
  dockerd?: string[]
  /** Mounts, as `host path:path`. */
  binds?: string[]
  memoryMib?: number
}

/**
 * A lab engine of its own on the host's Engine, with the production image and options: for what the shared one must
 * not suffer. Empty at first; everything goes with it.
 */
export async function startThrowawayEngine(options: ThrowawayEngineOptions = {}): Promise<ThrowawayEngine> {
  const host = await hostEngine()
  const name = `${LAB_ENGINE_NAME}-${randomBase32(8)}`
  const folder = await mkdtemp(join(tmpdir(), 'drydock-engine-'))
  const spec = labEngineContainer({
    image: await engineImageTag(),
    runtimeDir: folder,
    socketGroupId: 0,
    memoryBytes: (options.memoryMib ?? 6 * 1024) * MiB,
    egress: options.egress ?? 'none',
    closedAddresses: options.closedAddresses ?? [],
    hasAppArmor: false,
  })
  const [, ...binds] = spec.HostConfig!.Binds!
  const container = await host.createContainer({
    ...spec,
    name,
    Labels: { [LABEL.role]: 'test-engine' },
    Cmd: options.dockerd ?? [],
    HostConfig: {
      ...spec.HostConfig,
      Binds: [`${name}:/var/lib/docker`, ...binds, ...(options.binds ?? [])],
    },
  })
  const remove = async (): Promise<void> => {
    await container.remove({ force: true, v: true })
    await host.getVolume(name).remove()
    await rm(folder, { recursive: true, force: true })
  }
  const socketPath = join(folder, 'engine.sock')
  const engine = new Docker({ socketPath })
  const start = async (): Promise<void> => {
    await container.start()
    const answers = () =>
      engine.ping().then(
        () => true,
        () => false,
      )
    if (await waitFor(answers, START_TIMEOUT_MS)) return
    throw new Error(
      `it does not answer: ${(await container.logs({ stdout: true, stderr: true })).toString()}`,
    )
  }
  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    engine,
    container,
    socketPath,
    load: (tag) => transferImage(host, engine, tag, silentProgress),
    run: (script) => runInContainer(host, container, script),
    async restart() {
      await container.kill()
      await container.wait()
      await start()
    },
    [Symbol.asyncDispose]: remove,
  }
}

async function engineImageTag(): Promise<string> {
  const images = join(readCliEnvironment().root, 'images')
  const BASE = await baseImageTag(join(images, 'base'))
  return imageTag({ name: 'engine', folder: join(images, 'engine'), buildArguments: { BASE } })
}
