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
  /** Of its own disk (0: it has none, and shares the lab engine's), with its root file system and its inner Engine's data; only a ceiling, nothing is set aside. */
  diskBytes: number
  /** Text of images/instance/seccomp.json. */
  seccompProfile: string
  /** Where the Engine reports AppArmor, its default profile must be off: the inner Engine could not mount. */
  hasAppArmor: boolean
  /** A profile that the host's kernel has; undefined: instances are unconfined. */
  appArmorProfile?: string | undefined
  /** OCI runtime of the lab engine; undefined: its default. */
  runtime?: string
}

const MiB = 1024 * 1024
/** Size of the instance's disk in MiB. */
const DISK_ANNOTATION = 'drydock.disk-mib'
/** Where an instance has no disk of its own: it cannot fill the engine's with one file. No exercise comes near. */
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
  const hostConfig: HostConfig & { CgroupnsMode: 'private'; Annotations?: Record<string, string> } = {
    // For images/engine/drydock-runc.
    ...(settings.diskBytes > 0 && {
      Annotations: { [DISK_ANNOTATION]: String(Math.floor(settings.diskBytes / MiB)) },
    }),
    CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
    SecurityOpt: [
      `seccomp=${settings.seccompProfile}`,
      ...(settings.hasAppArmor ? [`apparmor=${settings.appArmorProfile ?? 'unconfined'}`] : []),
    ],
    // A masked /proc forbids the inner Engine to mount one in a user namespace.
    MaskedPaths: [],
    ReadonlyPaths: [],
    CgroupnsMode: 'private',
    ...runtimeOptions(settings.runtime),
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

/** What differs between runtimes. Kata and Sysbox are as their documents tell: neither could be tried (ADR 1). */
function runtimeOptions(runtime: string | undefined): Pick<HostConfig, 'Runtime' | 'CapAdd' | 'UsernsMode'> {
  // Each of its containers is a virtual machine, whose user namespace the Engine cannot set.
  if (runtime?.startsWith('kata')) return { Runtime: runtime, UsernsMode: 'host' }
  // It grants them itself, in its own user namespace.
  if (runtime === 'sysbox-runc') return { Runtime: runtime, CapAdd: [] }
  return runtime === undefined ? {} : { Runtime: runtime }
}

/** What images/instance/service makes of the Hub: dnsmasq leads the names there, or dockerd has a mirror. */
function hubEnvironment({ hubAddress, hubMode }: SessionNetwork): Record<string, string> {
  if (hubMode === 'live') return { DRYDOCK_REGISTRY_MIRROR: `http://${hubAddress}:5000` }
  return { DRYDOCK_HUB_ADDRESS: hubAddress, DRYDOCK_HUB_DOMAINS: HUB_DOMAINS.join(' ') }
}
