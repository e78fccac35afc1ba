import { expect, test } from 'vitest'
import { hasSyslog } from './capabilities.ts'

test('tells from the bounding set whether a container may read the kernel log', () => {
  expect(hasSyslog('CapEff:\t0000000000000000\nCapBnd:\t000001fffeffffff\nCapAmb:\t0\n')).toBe(true)
  expect(hasSyslog('CapEff:\t000001fffeffffff\nCapBnd:\t00000000a80425fb\n')).toBe(false)
  expect(hasSyslog('')).toBe(false)
})
