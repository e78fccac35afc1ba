import type { ContainerCreateOptions, HostConfig } from 'dockerode'
import { LABEL } from '../labels.ts'
import { textKey } from './recipe-key.ts'

export const LAB_ENGINE_NAME = 'drydock-engine'
/** Where the host folder with its socket is in the lab engine; images/engine/drydock-engine writes there. */
export const SOCKET_MOUNT = '/run/drydock'
const GiB = 1024 ** 3
/** What the machine keeps for itself, the broker and its pages. */
const RESERVED_BYTES = 2 * GiB
/** Of all instances together: sixteen fork bombs end here before the machine feels them. */
const PIDS_LIMIT = 16_384

/** The lab engine makes an instance's disk from a file. Instances themselves get no device. */
const LOOP_CONTROL_RULE = 'c 10:237 rwm'
const LOOP_DEVICES_RULE = 'b 7:* rwm'
const KERNEL_LOG_RULE = 'c 1:11 rm'

export interface LabEngineSettings {
  image: string
  /** Host folder that gets the lab engine's socket. */
  runtimeDir: string
  /** Group that may use the socket; the operator's own. */
  socketGroupId: number
  /** Of all instances together. */
  memoryBytes: number
  egress: 'none' | 'public'
  /** IPv4 addresses that instances must not reach although they are public: the host's own. */
  closedAddresses: string[]
  /** The host has AppArmor, whose files the Engine in there has to see to use a profile. */
  hasAppArmor: boolean
  /** This machine lets a container have CAP_SYSLOG: reports of a lack of memory then name the process. */
  canReadKernelLog?: boolean
}

/** All instances together may use the machine's memory but for a reserve; half of it on a very small machine. */
export function labEngineMemoryBytes(machineBytes: number): number {
  return Math.max(machineBytes - RESERVED_BYTES, Math.floor(machineBytes / 2))
}

/**
 * The lab engine as a container of the host's Engine. It is trusted; the instances in it are not. It gets four
 * capabilities at most instead of --privileged; docs/adr/0001-lab-engine.md has what was measured.
 */
export function labEngineContainer(settings: LabEngineSettings): ContainerCreateOptions {
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    CapAdd: ['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE', ...(settings.canReadKernelLog ? ['SYSLOG'] : [])],
    SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    // The API's form of `systempaths=unconfined`: instances mount a /proc of their own.
    MaskedPaths: [],
    ReadonlyPaths: [],
    CgroupnsMode: 'private',
    // Rules, not devices: a machine without loop devices or kernel log starts it all the same, and it does without.
    DeviceCgroupRules: [LOOP_CONTROL_RULE, LOOP_DEVICES_RULE, KERNEL_LOG_RULE],
    // A host Engine with a userns-remap of its own would nest ours in it, and the mounts above would fail.
    UsernsMode: 'host',
    Memory: settings.memoryBytes,
    PidsLimit: PIDS_LIMIT,
    Binds: [
      `${LAB_ENGINE_NAME}:/var/lib/docker`,
      `${settings.runtimeDir}:${SOCKET_MOUNT}`,
      ...(settings.hasAppArmor ? ['/sys/kernel/security:/sys/kernel/security:ro'] : []),
    ],
    // If dockerd dies, the broker finds a new one. `docker stop` and `npm run stop` are respected.
    RestartPolicy: { Name: 'unless-stopped' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '1' } },
  }
  const options = {
    Image: settings.image,
    Hostname: LAB_ENGINE_NAME,
    Env: [
      `DRYDOCK_SOCKET_GROUP=${settings.socketGroupId}`,
      `DRYDOCK_EGRESS=${settings.egress}`,
      `DRYDOCK_CLOSED_ADDRESSES=${settings.closedAddresses.join(' ')}`,
    ],
    // dockerd stops its containers first.
    StopTimeout: 20,
    HostConfig: hostConfig,
  }
  const recipe = textKey(JSON.stringify(options))
  return { ...options, name: LAB_ENGINE_NAME, Labels: { [LABEL.role]: 'engine', [LABEL.recipe]: recipe } }
}
