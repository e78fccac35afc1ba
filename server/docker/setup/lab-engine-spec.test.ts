import { expect, test } from 'vitest'
import { LABEL } from '../labels.ts'
import { labEngineContainer, labEngineMemoryBytes } from './lab-engine-spec.ts'

const GiB = 1024 ** 3
const settings = {
  image: 'drydock/engine:abc',
  runtimeDir: '/run/drydock',
  socketGroupId: 0,
  memoryBytes: 6 * GiB,
  egress: 'none' as const,
}

test('the lab engine gets three capabilities and is never privileged', () => {
  const { HostConfig } = labEngineContainer(settings)
  expect(HostConfig?.CapAdd).toEqual(['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE'])
  expect(HostConfig?.Privileged).toBeUndefined()
  expect(HostConfig?.UsernsMode).toBe('host')
  expect(HostConfig?.Binds).toEqual(['drydock-engine:/var/lib/docker', '/run/drydock:/run/drydock'])
})

test('any change of its options changes its recipe, so that it is made anew', () => {
  const recipe = (change: object) => labEngineContainer({ ...settings, ...change }).Labels?.[LABEL.recipe]
  expect(recipe({})).toBe(recipe({}))
  expect(recipe({ memoryBytes: 5 * GiB })).not.toBe(recipe({}))
  expect(recipe({ egress: 'public' })).not.toBe(recipe({}))
  expect(recipe({ image: 'drydock/engine:def' })).not.toBe(recipe({}))
})

test('two gigabytes of memory stay for the machine, on a small one half of it', () => {
  expect(labEngineMemoryBytes(16 * GiB)).toBe(14 * GiB)
  expect(labEngineMemoryBytes(2 * GiB)).toBe(1 * GiB)
})
