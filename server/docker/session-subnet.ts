import type Docker from 'dockerode'

/** `images/engine/drydock-engine` keeps the same range free of other networks. 1024 of /26. */
const BASE = [10, 210] as const
const NETWORK_SIZE = 64
const NETWORK_COUNT = (256 * 256) / NETWORK_SIZE

export interface SessionSubnet {
  subnet: string
  /** Where the Hub is: the last one, so that no instance gets it, and the same when the Hub is made anew. */
  hubAddress: string
}

/** `index` counts from 0. */
export function sessionSubnet(index: number): SessionSubnet {
  const first = index * NETWORK_SIZE
  return { subnet: `${address(first)}/26`, hubAddress: address(first + NETWORK_SIZE - 2) }
}

/** `10.210.0.64/26` → what belongs to it. `undefined` for a subnet of somebody else. */
export function parseSessionSubnet(subnet: string): SessionSubnet | undefined {
  const [, third, fourth] = /^10\.210\.(\d+)\.(\d+)\/26$/.exec(subnet) ?? []
  if (third === undefined) return undefined
  return sessionSubnet((Number(third) * 256 + Number(fourth)) / NETWORK_SIZE)
}

/** The first subnet that no network of the engine has, from `skip` on; `undefined` when all are taken. */
export async function freeSubnet(engine: Docker, skip: number): Promise<SessionSubnet | undefined> {
  const networks = await engine.listNetworks()
  const used = new Set(networks.flatMap(({ IPAM }) => IPAM?.Config?.map(({ Subnet }) => Subnet) ?? []))
  const free = Array.from({ length: NETWORK_COUNT }, (_, index) => sessionSubnet(index)).filter(
    ({ subnet }) => !used.has(subnet),
  )
  return free[skip]
}

function address(offset: number): string {
  return [...BASE, offset >> 8, offset & 255].join('.')
}
