import type Docker from 'dockerode'
import { LabError } from '../protocol/errors.ts'
import type { SessionId } from '../protocol/ids.ts'
import { engineStatus, findOnEngine, ignoreGone } from './engine-errors.ts'
import { LABEL } from './labels.ts'

/** Names under which the sandbox Hub answers in every session's network. */
export const HUB_ALIASES = ['registry-1.docker.io', 'index.docker.io', 'auth.docker.io', 'docker.io']

const NO_HUB = 'The sandbox Hub is not on the lab engine. Its operator has to run `npm start` again.'

export function sessionNetworkName(sessionId: SessionId): string {
  return `drydock-${sessionId}`
}

/**
 * Makes the session's own network: internal, so that nothing but its instances and the Hub is reachable. An
 * explicit subnet comes from the lab engine's pool. Idempotent.
 */
export async function ensureSessionNetwork(
  engine: Docker,
  { sessionId, expiresAt, owner, hubContainer }: NetworkRequest,
): Promise<string> {
  const name = sessionNetworkName(sessionId)
  const found: unknown = await findOnEngine(engine.getNetwork(name).inspect())
  if (found === undefined) await createSessionNetwork(engine, name, { sessionId, expiresAt, owner })
  // Also when the network was there: a crash may have come between the two.
  await connectHub(engine, name, hubContainer)
  return name
}

async function createSessionNetwork(
  engine: Docker,
  name: string,
  { sessionId, expiresAt, owner }: Omit<NetworkRequest, 'hubContainer'>,
): Promise<void> {
  await engine.createNetwork({
    Name: name,
    Driver: 'bridge',
    Internal: true,
    Labels: {
      [LABEL.role]: 'network',
      [LABEL.session]: sessionId,
      [LABEL.expiresAt]: String(expiresAt),
      [LABEL.owner]: owner,
    },
  })
}

async function connectHub(engine: Docker, network: string, hubContainer: string): Promise<void> {
  try {
    const endpoint = { Container: hubContainer, EndpointConfig: { Aliases: HUB_ALIASES } }
    await engine.getNetwork(network).connect(endpoint)
  } catch (error) {
    // 403: it is connected already. 404: there is no Hub, which is not the instance's fault.
    if (engineStatus(error) === 403) return
    if (engineStatus(error) === 404) throw new LabError('INSTANCE_FAILED', { cause: error, detail: NO_HUB })
    throw error
  }
}

export interface NetworkRequest {
  sessionId: SessionId
  expiresAt: number
  owner: string
  hubContainer: string
}

/** Disconnects what is still attached (the Hub) and removes the network. Idempotent. */
export async function removeSessionNetwork(engine: Docker, nameOrId: string): Promise<void> {
  const network = engine.getNetwork(nameOrId)
  try {
    const { Containers } = (await network.inspect()) as { Containers?: Record<string, unknown> }
    for (const id of Object.keys(Containers ?? {})) {
      await network.disconnect({ Container: id, Force: true }).catch(ignoreGone)
    }
    await network.remove()
  } catch (error) {
    ignoreGone(error)
  }
}
