import type Docker from 'dockerode'
import type { SessionId } from '../protocol/ids.ts'
import { engineStatus, isAlreadyGone } from './engine-errors.ts'
import { LABEL } from './labels.ts'

/** Names under which the sandbox Hub answers in every session's network. */
export const HUB_ALIASES = ['registry-1.docker.io', 'index.docker.io', 'auth.docker.io', 'docker.io']

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
  if (await exists(engine, name)) return name
  const network = await engine.createNetwork({
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
  try {
    await network.connect({ Container: hubContainer, EndpointConfig: { Aliases: HUB_ALIASES } })
  } catch (error) {
    await removeSessionNetwork(engine, network.id)
    throw error
  }
  return name
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

function ignoreGone(error: unknown): void {
  if (!isAlreadyGone(error)) throw error
}

async function exists(engine: Docker, name: string): Promise<boolean> {
  try {
    await engine.getNetwork(name).inspect()
    return true
  } catch (error) {
    if (engineStatus(error) === 404) return false
    throw error
  }
}
