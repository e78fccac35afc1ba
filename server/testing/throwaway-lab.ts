import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { connectLabEngine } from '../docker/lab-engine.ts'
import type { Instance } from '../domain/instance.ts'
import { labEngineOptions } from './prepared-lab.ts'
import {
  startThrowawayEngine,
  type ThrowawayEngine,
  type ThrowawayEngineOptions,
} from './throwaway-engine.ts'

const HUB = 'drydock-hub'
const node1 = instanceNameSchema.parse('node1')

type Lab = Awaited<ReturnType<typeof connectLabEngine>>

export interface ThrowawayLab extends AsyncDisposable, Lab {
  lab: ThrowawayEngine
  instanceImage: string
  /** The same lab engine, with other settings. */
  connect: (options: { hubMode?: 'sandbox' | 'live'; runtime?: string }) => Promise<Lab>
  /** An instance in a session of its own. */
  startInstance: (hubMode: 'sandbox' | 'live', provisioner?: Lab['provisioner']) => Promise<Instance>
}

/** A throw-away lab engine with the instance image, and a container that stands in for the Hub. */
export async function startThrowawayLab(options: ThrowawayEngineOptions = {}): Promise<ThrowawayLab> {
  const common = await labEngineOptions(`throwaway-${randomBase32(8)}`)
  const { instanceImage } = common
  const lab = await startThrowawayEngine(options)
  try {
    await lab.load(instanceImage)
    const hub = await lab.engine.createContainer({
      name: HUB,
      Image: instanceImage,
      Entrypoint: ['sleep', 'infinity'],
      HostConfig: { Init: true },
    })
    await hub.start()
  } catch (error) {
    await lab[Symbol.asyncDispose]()
    throw error
  }
  const stack = new AsyncDisposableStack()
  stack.use(lab)
  const connect: ThrowawayLab['connect'] = async ({ hubMode = 'sandbox', runtime = 'auto' }) => {
    const place = { engineSocketPath: lab.socketPath, hubContainer: HUB, hubMode, runtime }
    const connected = await connectLabEngine({ ...common, ...place })
    stack.use(connected.link)
    return connected
  }
  return {
    ...(await connect({})),
    lab,
    instanceImage,
    connect,
    async startInstance(hubMode, own) {
      const provisioner = own ?? (await connect({ hubMode })).provisioner
      const expiresAt = Date.now() + 3_600_000
      return provisioner.start(
        { sessionId: randomBase32(26) as SessionId, name: node1, expiresAt, env: {} },
        { signal: AbortSignal.timeout(120_000), onBooting: () => undefined },
      )
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
