import { expect, test } from 'vitest'
import { parseSessionSubnet, sessionSubnet } from './session-subnet.ts'

test('each session has a subnet of its own, with the Hub at its end', () => {
  expect(sessionSubnet(0)).toEqual({ subnet: '10.210.0.0/26', hubAddress: '10.210.0.62' })
  expect(sessionSubnet(5)).toEqual({ subnet: '10.210.1.64/26', hubAddress: '10.210.1.126' })
  expect(sessionSubnet(1023)).toEqual({ subnet: '10.210.255.192/26', hubAddress: '10.210.255.254' })
})

test('a subnet tells where its Hub is', () => {
  for (const index of [0, 1, 700]) {
    const expected = sessionSubnet(index)
    expect(parseSessionSubnet(expected.subnet)).toEqual(expected)
  }
  expect(parseSessionSubnet('172.17.0.0/16')).toBeUndefined()
})
