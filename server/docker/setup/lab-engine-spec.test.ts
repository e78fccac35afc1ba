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
  closedAddresses: ['203.0.113.7'],
  hasAppArmor: false,
}

test('the lab engine gets three capabilities and is never privileged', () => {
  const { HostConfig } = labEngineContainer(settings)
  expect(HostConfig?.CapAdd).toEqual(['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE'])
  expect(HostConfig?.DeviceCgroupRules).toEqual(['c 10:237 rwm', 'b 7:* rwm', 'c 1:11 rm'])
  expect(HostConfig?.Privileged).toBeUndefined()
  expect(HostConfig?.UsernsMode).toBe('host')
  expect(HostConfig?.Binds).toEqual(['drydock-engine:/var/lib/docker', '/run/drydock:/run/drydock'])
})

test('it may read the kernel log where the machine lets it', () => {
  const { HostConfig } = labEngineContainer({ ...settings, canReadKernelLog: true })
  expect(HostConfig?.CapAdd).toContain('SYSLOG')
})

test('the host’s own addresses are told to the firewall', () => {
  expect(labEngineContainer(settings).Env).toContain('DRYDOCK_CLOSED_ADDRESSES=203.0.113.7')
})

test('it sees AppArmor where the host has it', () => {
  const { HostConfig } = labEngineContainer({ ...settings, hasAppArmor: true })
  expect(HostConfig?.Binds).toContain('/sys/kernel/security:/sys/kernel/security:ro')
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
