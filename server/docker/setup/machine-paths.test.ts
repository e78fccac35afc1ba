import { expect, test } from 'vitest'
import { machinePaths } from './machine-paths.ts'

test('a user’s socket is in a folder that outlives the login', () => {
  const { runtimeDir } = machinePaths({ isRoot: false, homeDir: '/home/ada' })
  expect(runtimeDir).toBe('/home/ada/.local/state/drydock/run')
})

test('root’s socket is where daemons have theirs', () => {
  expect(machinePaths({ isRoot: true, homeDir: '/root' }).runtimeDir).toBe('/run/drydock')
})
