import type { ContainerCreateOptions, HostConfig } from 'dockerode'
import { HUB_DOMAINS } from '../domain/registry-hosts.ts'
import type { InstanceSpec } from '../ports/provisioner.ts'
import { LABEL } from './labels.ts'
import type { SessionNetwork } from './session-network.ts'

/** What the operator decides about instances; nothing here comes from a browser. */
export interface InstanceSettings {
  image: string
  owner: string
  memoryBytes: number
  cpus: number
  pids: number
  /** Text of images/instance/seccomp.json. */
  seccompProfile: string
  /** Where the Engine reports AppArmor, its default profile must be off: the inner Engine could not mount. */
  hasAppArmor: boolean
}

const MiB = 1024 * 1024
/** Stops an instance from filling the engine's disk with one file; no exercise comes near. */
const MAX_FILE_BYTES = 4000 * MiB

/**
 * One instance as a container of the lab engine. The capabilities are powers over the instance's own user
 * namespace only; docs/adr/0001-lab-engine.md
 * has the reasons.
 */
export function instanceContainer(
  spec: InstanceSpec,
  network: SessionNetwork,
  settings: InstanceSettings,
): ContainerCreateOptions {
  const labels = {
    [LABEL.role]: 'instance',
    [LABEL.session]: spec.sessionId,
    [LABEL.name]: spec.name,
    [LABEL.expiresAt]: String(spec.expiresAt),
    [LABEL.owner]: settings.owner,
  }
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
    SecurityOpt: [
      `seccomp=${settings.seccompProfile}`,
      ...(settings.hasAppArmor ? ['apparmor=unconfined'] : []),
    ],
    // A masked /proc forbids the inner Engine to mount one in a user namespace.
    MaskedPaths: [],
    ReadonlyPaths: [],
    CgroupnsMode: 'private',
    NetworkMode: network.name,
    Memory: settings.memoryBytes,
    MemorySwap: settings.memoryBytes,
    NanoCpus: Math.round(settings.cpus * 1e9),
    PidsLimit: settings.pids,
    ShmSize: 64 * MiB,
    // When the machine runs out of memory, an instance goes before the engine or the broker.
    OomScoreAdj: 500,
    Ulimits: [
      { Name: 'nofile', Soft: 4096, Hard: 8192 },
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'fsize', Soft: MAX_FILE_BYTES, Hard: MAX_FILE_BYTES },
    ],
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } },
    Init: true,
    RestartPolicy: { Name: 'no' },
    Mounts: [
      {
        Type: 'volume',
        // No source: an anonymous volume, which goes with its container.
        Source: '',
        Target: '/var/lib/docker',
        VolumeOptions: {
          NoCopy: true,
          Labels: { ...labels, [LABEL.role]: 'volume' },
          DriverConfig: { Name: 'local', Options: {} },
        },
      },
    ],
  }
  const env = { ...hubEnvironment(network), ...spec.env }
  return {
    Image: settings.image,
    Hostname: spec.name,
    Labels: labels,
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    HostConfig: hostConfig,
    // The other instances of the session find it by its host name.
    NetworkingConfig: { EndpointsConfig: { [network.name]: { Aliases: [spec.name] } } },
  }
}

/** What images/instance/service makes of the Hub: dnsmasq leads the names there, or dockerd has a mirror. */
function hubEnvironment({ hubAddress, hubMode }: SessionNetwork): Record<string, string> {
  if (hubMode === 'live') return { DRYDOCK_REGISTRY_MIRROR: `http://${hubAddress}:5000` }
  return { DRYDOCK_HUB_ADDRESS: hubAddress, DRYDOCK_HUB_DOMAINS: HUB_DOMAINS.join(' ') }
}
