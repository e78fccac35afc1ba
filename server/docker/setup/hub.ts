import type Docker from 'dockerode'
import { join } from 'node:path'
import { ControlClient } from '../../hub/control-client.ts'
import { LabError } from '../../protocol/errors.ts'
import { findOnEngine, ignoreGone } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'
import { connectHub } from '../session-network.ts'
import type { LabCertificates } from './lab-ca.ts'
import { SOCKET_MOUNT } from './lab-engine-spec.ts'
import type { Progress } from '../../lib/progress.ts'
import { textKey } from './recipe-key.ts'
import { SetupError } from './setup-error.ts'
import { tarOf } from './tar.ts'
import { transferImage } from './transfer-image.ts'
import { waitFor } from './wait-for.ts'

export const HUB_CONTAINER = 'drydock-hub'
export const HUB_VOLUME = 'drydock-hub-data'
const CONTROL_FOLDER = 'hub'
/** In the container; server/hub/main.ts reads them there. */
export const HUB_CERTIFICATE_PATHS = { certificate: 'etc/drydock/hub.crt', key: 'etc/drydock/hub.key' }
const START_TIMEOUT_MS = 20_000
const MiB = 1024 * 1024
const MEMORY_MIB = 1024

export interface HubSettings {
  /** Tag of the Hub's image. */
  image: string
  certificates: LabCertificates
  mode: 'sandbox' | 'live'
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

/** Where the broker finds the Hub; images/engine/drydock-engine makes its folder. */
export function hubSocketPath(runtimeDir: string): string {
  return join(runtimeDir, CONTROL_FOLDER, 'hub.sock')
}

/**
 * The Hub is the one thing that all sessions reach: it must neither lead from one to another nor take the machine's
 * memory. More open files than the engine's default, as each pull holds several; not more than dockerd may have.
 */
function hubContainer(settings: HubSettings): Docker.ContainerCreateOptions {
  const { image, certificates, mode } = settings
  const options: Docker.ContainerCreateOptions = {
    Image: image,
    Env: hubEnvironment(settings),
    HostConfig: {
      Binds: [`${HUB_VOLUME}:/var/lib/registry`, `${SOCKET_MOUNT}/${CONTROL_FOLDER}:/run/drydock`],
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
  return { ...options, name: HUB_CONTAINER, Labels: { [LABEL.role]: 'hub', [LABEL.recipe]: recipe } }
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

/** The Hub's own: without a way out in a sandbox. Two names, as a network cannot be changed. */
function ownNetwork(mode: HubSettings['mode']): string {
  return mode === 'live' ? `${HUB_CONTAINER}-live` : HUB_CONTAINER
}

/**
 * Starts the Hub on the lab engine, or makes it anew when its program, settings or certificate changed. What it
 * stores stays. Resolves when it answers.
 */
export async function ensureHub(
  { host, lab, runtimeDir }: { host: Docker; lab: Docker; runtimeDir: string },
  settings: HubSettings,
  progress: Progress,
): Promise<ControlClient> {
  const wanted = hubContainer(settings)
  const found = await inspectHub(lab)
  // `created`: set-up was ended before it had copied the Hub's files in.
  const isCurrent =
    found?.Config.Labels[LABEL.recipe] === wanted.Labels?.[LABEL.recipe] && found?.State.Status !== 'created'
  if (!isCurrent) {
    await transferImage(host, lab, settings.image, progress)
    await lab.getContainer(HUB_CONTAINER).remove({ force: true }).catch(ignoreGone)
    await ensureOwnNetwork(lab, settings.mode)
    progress.say('starting')
    await createHub(lab, wanted, settings)
  }
  if (!isCurrent || !found?.State.Running) await lab.getContainer(HUB_CONTAINER).start()
  await connectToSessions(lab)
  const control = new ControlClient({ socketPath: hubSocketPath(runtimeDir), owner: 'set-up' })
  await waitUntilUp(control)
  return control
}

export function inspectHub(lab: Docker): Promise<Docker.ContainerInspectInfo | undefined> {
  return findOnEngine(lab.getContainer(HUB_CONTAINER).inspect())
}

async function createHub(
  lab: Docker,
  wanted: Docker.ContainerCreateOptions,
  { certificates }: HubSettings,
): Promise<void> {
  const container = await lab.createContainer(wanted)
  // Copied in, not mounted: the key is in no place that an instance could be given by mistake.
  const files = {
    [HUB_CERTIFICATE_PATHS.certificate]: certificates.hubCertificate,
    [HUB_CERTIFICATE_PATHS.key]: certificates.hubKey,
  }
  await container.putArchive(tarOf(files), { path: '/' })
}

/** Throws a SetupError when it does not answer in time. */
export async function waitUntilUp(control: ControlClient): Promise<void> {
  const isUp = () =>
    control.catalogKey().then(
      () => true,
      () => false,
    )
  if (await waitFor(isUp, START_TIMEOUT_MS)) return
  throw new SetupError('The Hub did not start.', {
    advice: 'Start again; if it happens again, `npm run stop` first makes the lab engine anew.',
  })
}

/** The broker attaches the Hub to each session's network, besides. */
async function ensureOwnNetwork(lab: Docker, mode: HubSettings['mode']): Promise<void> {
  const name = ownNetwork(mode)
  if (await findOnEngine<unknown>(lab.getNetwork(name).inspect())) return
  await lab.createNetwork({ Name: name, Internal: mode === 'sandbox', Labels: { [LABEL.role]: 'hub' } })
}

/** Sessions that live on keep their Hub, at the address that they know. Those of an older Drydock are told when they ask. */
async function connectToSessions(lab: Docker): Promise<void> {
  const networks = await lab.listNetworks({ filters: { label: [`${LABEL.role}=network`] } })
  for (const { Id, IPAM } of networks) {
    await connectHub(lab, { name: Id, IPAM }, HUB_CONTAINER).catch(ignoreTooOld)
  }
}

function ignoreTooOld(error: unknown): void {
  if (!(error instanceof LabError)) ignoreGone(error)
}
