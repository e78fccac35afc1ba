import { faultPoint } from '#fault-point'
import type Docker from 'dockerode'
import { LabError } from '../protocol/errors.ts'
import { hubModeSchema, type HubMode } from '../protocol/hub-mode.ts'
import type { SessionId } from '../protocol/ids.ts'
import { engineStatus, findOnEngine, ignoreGone } from './engine-errors.ts'
import { HUB_CONTAINERS } from './hub-containers.ts'
import { LABEL } from './labels.ts'
import { freeSubnet, parseSessionSubnet } from './session-subnet.ts'

const NO_HUB = 'The Hub of this session is not on the lab engine. Its operator has to run `npm start` again.'
/** Its network was made by an older Drydock, or for another mode: its instances would look for the Hub elsewhere. */
const TOO_OLD = 'This session is too old for a new instance. Close it and start anew.'
const BRIDGE_NAME = 'com.docker.network.bridge.name'
/** Each attempt that fails has found another broker's new network in its place. */
const MAX_ATTEMPTS = 20

export interface NetworkRequest {
  sessionId: SessionId
  expiresAt: number
  owner: string
  hubContainer: string
  /** Nothing leads out of a sandbox but the Hub. */
  hubMode: HubMode
}

export interface SessionNetwork {
  name: string
  /** IPv4 address at which the session reaches the Hub. */
  hubAddress: string
  hubMode: HubMode
}

/** What the engine tells of a network, as far as it says where the Hub is in it. */
type NetworkAddresses = Pick<Docker.NetworkInspectInfo, 'IPAM'>

export function sessionNetworkName(sessionId: SessionId): string {
  return `drydock-${sessionId}`
}

/**
 * Makes the session's own network on an explicit small subnet; in a sandbox internal, so that nothing but its
 * instances and the Hub is reachable. Idempotent.
 */
export async function ensureSessionNetwork(engine: Docker, request: NetworkRequest): Promise<SessionNetwork> {
  const { sessionId, hubContainer, hubMode } = request
  const name = sessionNetworkName(sessionId)
  const found = await findOnEngine<Docker.NetworkInspectInfo>(engine.getNetwork(name).inspect())
  // A sandbox must not get a way out by a network that it has from before.
  if (found && modeOf(found) !== hubMode) throw new LabError('INSTANCE_FAILED', { detail: TOO_OLD })
  const addresses = found ?? (await createSessionNetwork(engine, name, request))
  // Also when the network was there: a crash may have come between the two.
  return { name, hubAddress: await connectHub(engine, { name, ...addresses }, hubContainer), hubMode }
}

/** Told by what makes the difference, so that no label can say otherwise. */
function modeOf({ Internal }: Pick<Docker.NetworkInspectInfo, 'Internal'>): HubMode {
  return Internal ? 'sandbox' : 'live'
}

/** The lab engine's firewall lets nothing out of bridges with this name. A device's name has at most 15 characters. */
function sandboxBridge(sessionId: SessionId): string {
  return `box-${sessionId.slice(-11)}`
}

async function createSessionNetwork(
  engine: Docker,
  name: string,
  { sessionId, expiresAt, owner, hubMode }: NetworkRequest,
): Promise<NetworkAddresses> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const free = await freeSubnet(engine, attempt)
    if (!free) break
    const IPAM = { Driver: 'default', Config: [{ Subnet: free.subnet }] }
    try {
      await engine.createNetwork({
        Name: name,
        Driver: 'bridge',
        Internal: hubMode === 'sandbox',
        IPAM,
        ...(hubMode === 'sandbox' && { Options: { [BRIDGE_NAME]: sandboxBridge(sessionId) } }),
        Labels: {
          [LABEL.role]: 'network',
          [LABEL.session]: sessionId,
          [LABEL.expiresAt]: String(expiresAt),
          [LABEL.owner]: owner,
        },
      })
      faultPoint('create.network-without-hub')
      return { IPAM }
    } catch (error) {
      // 403: the pool overlaps with one that was made since we looked.
      if (engineStatus(error) !== 403) throw error
    }
  }
  throw new LabError('CAPACITY_FULL', { retryAfterSeconds: 60 })
}

/** Attaches the Hub at the session's end of its subnet, and tells where that is. */
async function connectHub(
  engine: Docker,
  { name, IPAM }: NetworkAddresses & { name: string },
  hubContainer: string,
): Promise<string> {
  const subnet = parseSessionSubnet(IPAM?.Config?.[0]?.Subnet ?? '')
  if (!subnet) throw new LabError('INSTANCE_FAILED', { detail: TOO_OLD })
  try {
    await engine.getNetwork(name).connect({
      Container: hubContainer,
      EndpointConfig: { IPAMConfig: { IPv4Address: subnet.hubAddress } },
    })
  } catch (error) {
    // 404: there is no Hub, which is not the instance's fault. 403: it is connected already.
    if (engineStatus(error) === 404) throw new LabError('INSTANCE_FAILED', { cause: error, detail: NO_HUB })
    // 400: an address can be chosen only where the subnet was.
    if (engineStatus(error) === 400) throw new LabError('INSTANCE_FAILED', { cause: error, detail: TOO_OLD })
    if (engineStatus(error) !== 403) throw error
  }
  return subnet.hubAddress
}

/**
 * Starts each Hub that has ended and stayed so, and attaches it to those networks of its mode's sessions that it is not
 * in: it may have been made anew. Of one owner's sessions, or of all. Idempotent. Whoever may remove these networks must
 * wait for it.
 */
export async function reconnectHubs(engine: Docker, owner?: string): Promise<void> {
  const ofOwner = owner === undefined ? [] : [`${LABEL.owner}=${owner}`]
  const networks = await engine.listNetworks({ filters: { label: [`${LABEL.role}=network`, ...ofOwner] } })
  for (const mode of hubModeSchema.options) {
    const hub = engine.getContainer(HUB_CONTAINERS[mode])
    const found = await findOnEngine(hub.inspect())
    if (!found) continue
    await forgetGoneNetworks(engine, found)
    // The Engine does so itself, but gives up where a network is gone.
    if (found.State.Status === 'exited') await hub.start()
    const missing = networks.filter(
      (network) => modeOf(network) === mode && found.NetworkSettings.Networks[network.Name] === undefined,
    )
    for (const { Name, IPAM } of missing) {
      // One of an older Drydock, or that has just gone, must not keep the others.
      await connectHub(engine, { name: Name, IPAM }, hub.id).catch((error: unknown) => {
        if (!(error instanceof LabError)) ignoreGone(error)
      })
    }
  }
}

/**
 * Takes networks that are no more out of a container's settings, where they stay when they go while it is stopped or is
 * being attached: with such a one it cannot be started. Idempotent.
 */
async function forgetGoneNetworks(
  engine: Docker,
  { Id, NetworkSettings }: Pick<Docker.ContainerInspectInfo, 'Id' | 'NetworkSettings'>,
): Promise<void> {
  const known = new Set((await engine.listNetworks()).map(({ Name }) => Name))
  for (const name of Object.keys(NetworkSettings.Networks)) {
    if (known.has(name)) continue
    await engine.getNetwork(name).disconnect({ Container: Id, Force: true }).catch(ignoreDisconnected)
  }
}

/** Disconnects what is still attached (the Hub) and removes the network. Idempotent. */
export async function removeSessionNetwork(engine: Docker, nameOrId: string): Promise<void> {
  const network = engine.getNetwork(nameOrId)
  try {
    const { Containers } = (await network.inspect()) as { Containers?: Record<string, unknown> }
    for (const id of Object.keys(Containers ?? {})) {
      await network.disconnect({ Container: id, Force: true }).catch(ignoreDisconnected)
    }
    faultPoint('close.network-without-hub')
    await network.remove()
  } catch (error) {
    ignoreGone(error)
  }
}

/** Somebody else, such as the reaper, was faster; the Engine answers with 500 and these words. */
function ignoreDisconnected(error: unknown): void {
  if (engineStatus(error) === 500 && String(error).includes('is not connected to network')) return
  ignoreGone(error)
}
