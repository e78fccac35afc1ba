import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressKey, clientAddress } from './client-address.ts'

function from(remoteAddress: string, forwarded?: string): Pick<IncomingMessage, 'headers' | 'socket'> {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { headers, socket: { remoteAddress } as IncomingMessage['socket'] }
}

test('nobody says where they come from, unless a proxy of ours does', () => {
  expect(clientAddress(from('192.0.2.1', '203.0.113.9'), 0)).toBe('192.0.2.1')
  expect(clientAddress(from('192.0.2.1', '203.0.113.9'), 1)).toBe('203.0.113.9')
})

test('what stands left of what our proxies have added counts for nothing', () => {
  const chain = '10.0.0.1, 203.0.113.9, 192.0.2.7'
  expect(clientAddress(from('192.0.2.1', chain), 1)).toBe('192.0.2.7')
  expect(clientAddress(from('192.0.2.1', chain), 2)).toBe('203.0.113.9')
})

test('without a usable entry it is the address of the connection', () => {
  expect(clientAddress(from('192.0.2.1'), 1)).toBe('192.0.2.1')
  expect(clientAddress(from('192.0.2.1', 'unknown'), 1)).toBe('192.0.2.1')
  expect(clientAddress(from('192.0.2.1', '203.0.113.9'), 2)).toBe('192.0.2.1')
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('%s is counted as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})
