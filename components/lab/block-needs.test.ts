import { expect, it } from 'vitest'
import { whatBlockLacks } from './block-needs.ts'

const described = [
  { name: 'digest', example: 'sha256:ab', ask: null },
  { name: 'registry', example: 'myregistry', ask: 'The name of your registry' },
]

it('lacks nothing when each variable has a value', () => {
  expect(whatBlockLacks('docker push {{username}}', { values: { username: 'x' }, described })).toBeUndefined()
})

it('names the value that is missing', () => {
  expect(whatBlockLacks('docker pull a@{{digest}}', { values: {}, described })).toContain('digest')
})

it('says that a value is to be typed, and what is asked for', () => {
  expect(whatBlockLacks('az acr login --name {{registry}}', { values: {}, described })).toContain(
    'The name of your registry',
  )
})
