import { expect, test } from 'vitest'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { instanceContainer, type InstanceSettings } from './instance-spec.ts'

const network = { name: 'net', hubAddress: '10.210.0.62', hubMode: 'sandbox' as const }
const settings: InstanceSettings = {
  image: 'drydock/instance:abc',
  owner: 'me',
  memoryBytes: 1 << 30,
  cpus: 1.5,
  pids: 1000,
  diskBytes: 8 * 1024 ** 3,
  seccompProfile: '{}',
  hasAppArmor: false,
}
const spec = {
  sessionId: 's1' as SessionId,
  name: instanceNameSchema.parse('node1'),
  expiresAt: 42,
  hubMode: 'sandbox' as const,
  env: { DRYDOCK_USERNAME: 'wise-otter-42' },
}

test('an instance is never privileged and always limited', () => {
  const { HostConfig: host } = instanceContainer(spec, network, settings)
  expect(host?.Privileged).toBeUndefined()
  expect(host?.CapAdd).toEqual(['SYS_ADMIN', 'NET_ADMIN'])
  expect(host).toMatchObject({
    Memory: settings.memoryBytes,
    MemorySwap: settings.memoryBytes,
    NanoCpus: 1.5e9,
    PidsLimit: 1000,
    Annotations: { 'drydock.disk-mib': '8192' },
    CgroupnsMode: 'private',
    NetworkMode: 'net',
  })
  expect(host?.Binds).toBeUndefined()
  expect(host?.PortBindings).toBeUndefined()
})

test('the container and its volume carry the labels by which they are found and reaped', () => {
  const { Labels, HostConfig } = instanceContainer(spec, network, settings)
  const common = {
    'drydock.session': 's1',
    'drydock.name': 'node1',
    'drydock.expires-at': '42',
    'drydock.owner': 'me',
  }
  expect(Labels).toEqual({ ...common, 'drydock.role': 'instance' })
  expect(HostConfig?.Mounts?.[0]?.VolumeOptions?.Labels).toEqual({ ...common, 'drydock.role': 'volume' })
})

test('an instance is led to the Hub of its session’s mode', () => {
  const environment = (hubMode: 'sandbox' | 'live') =>
    instanceContainer({ ...spec, hubMode }, { ...network, hubMode }, settings).Env
  expect(environment('sandbox')).toEqual([
    'DRYDOCK_HUB_ADDRESS=10.210.0.62',
    expect.stringMatching(/^DRYDOCK_HUB_DOMAINS=.*docker\.io/),
    'DRYDOCK_USERNAME=wise-otter-42',
  ])
  expect(environment('live')).toEqual([
    'DRYDOCK_REGISTRY_MIRROR=http://10.210.0.62:5000',
    'DRYDOCK_USERNAME=wise-otter-42',
  ])
})

test('AppArmor is named only where the engine has it, and then a profile of ours or none', () => {
  const securityOptions = (hasAppArmor: boolean, appArmorProfile?: string): unknown =>
    instanceContainer(spec, network, { ...settings, hasAppArmor, appArmorProfile }).HostConfig?.SecurityOpt
  expect(securityOptions(false)).toEqual(['seccomp={}'])
  expect(securityOptions(true)).toEqual(['seccomp={}', 'apparmor=unconfined'])
  expect(securityOptions(true, 'drydock-instance')).toEqual(['seccomp={}', 'apparmor=drydock-instance'])
  expect(securityOptions(false, 'drydock-instance')).toEqual(['seccomp={}'])
})
