import type Docker from 'dockerode'
import type { HubMode } from '../../protocol/hub-mode.ts'
import { HUB_CONTAINERS } from '../hub-containers.ts'
import { LABEL } from '../labels.ts'
import type { LabCertificates } from './lab-ca.ts'
import { SOCKET_MOUNT } from './lab-engine-spec.ts'
import { textKey } from './recipe-key.ts'

/** Apart, so that neither reaches what the other stores. */
export const HUB_VOLUMES = {
  sandbox: 'drydock-hub-data',
  live: 'drydock-mirror-data',
} as const satisfies Record<HubMode, string>
/** Below the lab engine's folder; images/engine/drydock-engine makes it. */
export const CONTROL_FOLDER = 'hub'
/** In the container; server/hub/main.ts has these places. */
export const HUB_CERTIFICATE_PATHS = { certificate: 'etc/drydock/hub.crt', key: 'etc/drydock/hub.key' }
const CONTROL_MOUNT = '/run/drydock'
const DATA_MOUNT = '/var/lib/registry'
/** Of the mirror; server/hub/main.ts has it, too. */
export const MIRROR_PORT = 5000
const MiB = 1024 * 1024
const MEMORY_MIB = 1024

export interface HubSettings {
  /** Tag of the Hub's image. */
  image: string
  certificates: LabCertificates
  mode: HubMode
  /** What one session may store; undefined: the Hub's own default. */
  quotaMib: number | undefined
  /** In live mode: where the mirror pulls from, and as whom. */
  mirror: MirrorSettings
}

export interface MirrorSettings {
  url: string | undefined
  username: string | undefined
  password: string | undefined
}

/**
 * A Hub is the one thing that all sessions of its mode reach: it must neither lead from one to another nor take the
 * machine's memory. More open files than the engine's default, as each pull holds several; not more than dockerd may
 * have.
 */
export function hubContainer(settings: HubSettings): Docker.ContainerCreateOptions {
  const { image, certificates, mode } = settings
  const options: Docker.ContainerCreateOptions = {
    Image: image,
    Env: hubEnvironment(settings),
    HostConfig: {
      ...mounts(mode),
      NetworkMode: ownNetwork(mode),
      CapDrop: ['ALL'],
      CapAdd: ['NET_BIND_SERVICE'],
      SecurityOpt: ['no-new-privileges'],
      // A new network namespace takes the lab engine's setting, which forwards. And an answer to a source address of
      // another session would be sent there.
      Sysctls: { 'net.ipv4.ip_forward': '0', 'net.ipv4.conf.all.rp_filter': '1' },
      Init: true,
      // Distribution reads each blob that is pulled through a buffer of 4 MiB, and a class pulls all at once. Idle,
      // registry and gateway together take 90 MiB.
      Memory: MEMORY_MIB * MiB,
      PidsLimit: 200,
      Ulimits: [{ Name: 'nofile', Soft: 16_384, Hard: 16_384 }],
      RestartPolicy: { Name: 'unless-stopped' },
    },
  }
  const recipe = textKey(JSON.stringify([options, certificates.hubCertificate]))
  return { ...options, name: HUB_CONTAINERS[mode], Labels: { [LABEL.role]: 'hub', [LABEL.recipe]: recipe } }
}

/** The mirror, which is connected to the internet, does not get at the socket over which the Hub is managed. */
function mounts(mode: HubMode): Docker.HostConfig {
  const data = `${HUB_VOLUMES[mode]}:${DATA_MOUNT}`
  if (mode === 'live') return { Binds: [data], Tmpfs: { [CONTROL_MOUNT]: '' } }
  return { Binds: [data, `${SOCKET_MOUNT}/${CONTROL_FOLDER}:${CONTROL_MOUNT}`] }
}

/** What server/hub/main.ts reads. */
export function hubEnvironment({
  mode,
  quotaMib,
  mirror,
}: Pick<HubSettings, 'mode' | 'quotaMib' | 'mirror'>): string[] {
  const variables = {
    DRYDOCK_HUB: mode,
    DRYDOCK_HUB_QUOTA_MIB: quotaMib,
    // A sandbox has no use for an operator's password.
    ...(mode === 'live' && {
      DRYDOCK_MIRROR_URL: mirror.url,
      DRYDOCK_MIRROR_USERNAME: mirror.username,
      DRYDOCK_MIRROR_PASSWORD: mirror.password,
    }),
  }
  return Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  )
}

/** A Hub's own, beside those of sessions: without a way out in a sandbox. */
export function ownNetwork(mode: HubMode): string {
  return HUB_CONTAINERS[mode]
}
