import { BlockList } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

/** Closed anyway (images/engine/drydock-firewall), and apt to change with each bridge that somebody makes. */
const NOT_PUBLIC = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  NOT_PUBLIC.addSubnet(network, bits)
}

/** Public IPv4 addresses of a machine, in order. */
export function publicAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string[] {
  return Object.values(interfaces)
    .flatMap((entries) => entries ?? [])
    .filter(({ family, address }) => family === 'IPv4' && !NOT_PUBLIC.check(address))
    .map(({ address }) => address)
    .sort()
}
