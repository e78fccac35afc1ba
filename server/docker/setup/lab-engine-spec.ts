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

export interface LabEngineSettings {
  image: string
  /** Host folder that gets the lab engine's socket. */
  runtimeDir: string
  /** Group that may use the socket; the operator's own. */
  socketGroupId: number
  /** Of all instances together. */
  memoryBytes: number
  egress: 'none' | 'public'
}

/** All instances together may use the machine's memory but for a reserve; half of it on a very small machine. */
export function labEngineMemoryBytes(machineBytes: number): number {
  return Math.max(machineBytes - RESERVED_BYTES, Math.floor(machineBytes / 2))
}

/**
 * The lab engine as a container of the host's Engine. It is trusted; the instances in it are not. It gets three
 * capabilities instead of --privileged; docs/adr/0001-lab-engine.md has what was measured.
 */
export function labEngineContainer(settings: LabEngineSettings): ContainerCreateOptions {
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    CapAdd: ['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE'],
    SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    // The API's form of `systempaths=unconfined`: instances mount a /proc of their own.
    MaskedPaths: [],
    ReadonlyPaths: [],
    CgroupnsMode: 'private',
    // A host Engine with a userns-remap of its own would nest ours in it, and the mounts above would fail.
    UsernsMode: 'host',
    Memory: settings.memoryBytes,
    PidsLimit: PIDS_LIMIT,
    Binds: [`${LAB_ENGINE_NAME}:/var/lib/docker`, `${settings.runtimeDir}:${SOCKET_MOUNT}`],
    // If dockerd dies, the broker finds a new one. `docker stop` and `npm run stop` are respected.
    RestartPolicy: { Name: 'unless-stopped' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '1' } },
  }
  const options = {
    Image: settings.image,
    Hostname: LAB_ENGINE_NAME,
    Env: [`DRYDOCK_SOCKET_GROUP=${settings.socketGroupId}`, `DRYDOCK_EGRESS=${settings.egress}`],
    // dockerd stops its containers first.
    StopTimeout: 20,
    HostConfig: hostConfig,
  }
  const recipe = textKey(JSON.stringify(options))
  return { ...options, name: LAB_ENGINE_NAME, Labels: { [LABEL.role]: 'engine', [LABEL.recipe]: recipe } }
}
