import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'

/** What one customer of a provider gets of IPv6: addresses within it are the same somebody's. */
const IPV6_NETWORK_GROUPS = 4

/**
 * The address that a request comes from. `trustedProxies`: how many proxies of the operator's own are in front; each
 * has added whom it heard from at the right end of X-Forwarded-For, and what is left of that may be invented. With 0
 * the header is ignored.
 */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const own = socket.remoteAddress ?? ''
  if (trustedProxies === 0) return own
  const chain = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
  const told = chain.at(-trustedProxies) ?? ''
  return isIP(told) ? told : own
}

/** What addresses are counted by: as they are, but for IPv6 the network of one customer. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!isIPv6(address)) return address
  const [left = '', right] = address.split('%', 1)[0]!.toLowerCase().split('::')
  const groups = left === '' ? [] : left.split(':')
  if (right !== undefined) {
    const end = right === '' ? [] : right.split(':')
    while (groups.length + end.length < 8) groups.push('0')
    groups.push(...end)
  }
  return `${groups
    .slice(0, IPV6_NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
