import { randomBase32 } from '../lib/random.ts'
import type { HubMode, HubModes } from '../protocol/hub-mode.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { HUB_CONTAINERS } from '../docker/hub-containers.ts'
import { connectLabEngine } from '../docker/lab-engine.ts'
import type { Instance } from '../domain/instance.ts'
import { labEngineOptions } from './prepared-lab.ts'
import {
  startThrowawayEngine,
  type ThrowawayEngine,
  type ThrowawayEngineOptions,
} from './throwaway-engine.ts'

const BOTH: HubModes = ['sandbox', 'live']
const node1 = instanceNameSchema.parse('node1')

type Lab = Awaited<ReturnType<typeof connectLabEngine>>

export interface ThrowawayLab extends AsyncDisposable, Lab {
  lab: ThrowawayEngine
  instanceImage: string
  /** The same lab engine, with other settings. */
  connect: (options: { runtime?: string }) => Promise<Lab>
  /** An instance in a session of its own. */
  startInstance: (hubMode: HubMode, provisioner?: Lab['provisioner']) => Promise<Instance>
}

/** A throw-away lab engine with the instance image, and containers that stand in for the Hub and the mirror. */
export async function startThrowawayLab(options: ThrowawayEngineOptions = {}): Promise<ThrowawayLab> {
  const common = await labEngineOptions(`throwaway-${randomBase32(8)}`)
  const { instanceImage } = common
  const lab = await startThrowawayEngine(options)
  try {
    await lab.load(instanceImage)
    for (const name of Object.values(HUB_CONTAINERS)) {
      const hub = await lab.engine.createContainer({
        name,
        Image: instanceImage,
        Entrypoint: ['sleep', 'infinity'],
        HostConfig: { Init: true },
      })
      await hub.start()
    }
  } catch (error) {
    await lab[Symbol.asyncDispose]()
    throw error
  }
  const stack = new AsyncDisposableStack()
  stack.use(lab)
  const connect: ThrowawayLab['connect'] = async ({ runtime = 'auto' }) => {
    const place = { engineSocketPath: lab.socketPath, hubModes: BOTH, runtime }
    const connected = await connectLabEngine({ ...common, ...place })
    stack.use(connected.link)
    return connected
  }
  const main = await connect({})
  return {
    ...main,
    lab,
    instanceImage,
    connect,
    async startInstance(hubMode, provisioner = main.provisioner) {
      const expiresAt = Date.now() + 3_600_000
      return provisioner.start(
        { sessionId: randomBase32(26) as SessionId, name: node1, hubMode, expiresAt, env: {} },
        { signal: AbortSignal.timeout(120_000), onBooting: () => undefined },
      )
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
