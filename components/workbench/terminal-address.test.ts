import { expect, it } from 'vitest'
import { readTerminalAddress, withTerminalAddress } from './terminal-address.ts'

it('an address names a terminal or an instance', () => {
  expect(readTerminalAddress('?a=b&terminal=node1.2')).toEqual({ instance: 'node1', terminal: 2 })
  expect(readTerminalAddress('?terminal=node12')).toEqual({ instance: 'node12', terminal: null })
})

it.each([
  '',
  '?terminal=',
  '?terminal=node1.99',
  '?terminal=node1.x',
  '?terminal=host.1',
  '?terminal=node1.2.3',
])('“%s” names nothing', (search) => {
  expect(readTerminalAddress(search)).toBeNull()
})

it('what is named is put into an address, whose rest stays', () => {
  const named = readTerminalAddress('?terminal=node2.3')!
  const address = withTerminalAddress('http://lab.test/labs/x?q=1&terminal=node1.1#step', named)
  expect(address).toBe('http://lab.test/labs/x?q=1&terminal=node2.3#step')
  expect(withTerminalAddress(address, { ...named, terminal: null })).toBe(
    'http://lab.test/labs/x?q=1&terminal=node2#step',
  )
})
