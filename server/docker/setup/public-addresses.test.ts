import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { publicAddresses } from './public-addresses.ts'

const common = { netmask: '', mac: '', internal: false, cidr: null }
const v4 = (address: string): NetworkInterfaceInfo => ({ ...common, family: 'IPv4', address })

test('a machine’s public addresses are told from those of bridges and private networks', () => {
  const interfaces = {
    lo: [v4('127.0.0.1')],
    eth0: [
      v4('203.0.113.9'),
      { ...common, family: 'IPv6' as const, address: '2001:db8::1', scopeid: 0 },
      v4('10.0.0.5'),
    ],
    docker0: [v4('172.17.0.1')],
    eth1: [v4('198.51.100.2')],
  }
  expect(publicAddresses(interfaces)).toEqual(['198.51.100.2', '203.0.113.9'])
})
