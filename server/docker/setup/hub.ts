import type Docker from 'dockerode'
import { join } from 'node:path'
import { ControlClient } from '../../hub/control-client.ts'
import type { HubMode } from '../../protocol/hub-mode.ts'
import { findOnEngine, ignoreGone } from '../engine-errors.ts'
import { HUB_CONTAINERS } from '../hub-containers.ts'
import { LABEL } from '../labels.ts'
import { runScript } from '../run-script.ts'
import { reconnectHubs } from '../session-network.ts'
import type { Progress } from '../../lib/progress.ts'
import {
  CONTROL_FOLDER,
  HUB_CERTIFICATE_PATHS,
  hubContainer,
  MIRROR_PORT,
  ownNetwork,
  type HubSettings,
} from './hub-spec.ts'
import { SetupError } from './setup-error.ts'
import { tarOf } from './tar.ts'
import { transferImage } from './transfer-image.ts'
import { waitFor } from './wait-for.ts'

const START_TIMEOUT_MS = 20_000
const PROBE_LIMITS = { timeoutMs: 2_000, maxOutputBytes: 1024 }

/** Where the broker finds the sandbox Hub; images/engine/drydock-engine makes its folder. */
export function hubSocketPath(runtimeDir: string): string {
  return join(runtimeDir, CONTROL_FOLDER, 'hub.sock')
}

/**
 * Starts the Hub of a mode on the lab engine, or makes it anew when its program, settings or certificate changed. What
 * it stores stays. Resolves when it answers.
 */
export async function ensureHub(
  { host, lab, runtimeDir }: { host: Docker; lab: Docker; runtimeDir: string },
  settings: HubSettings,
  progress: Progress,
): Promise<void> {
  const { mode } = settings
  const wanted = hubContainer(settings)
  const found = await inspectHub(lab, mode)
  const container = lab.getContainer(HUB_CONTAINERS[mode])
  // `created`: set-up was ended before it had copied the Hub's files in.
  const isCurrent =
    found?.Config.Labels[LABEL.recipe] === wanted.Labels?.[LABEL.recipe] && found?.State.Status !== 'created'
  if (!isCurrent) {
    await transferImage(host, lab, settings.image, progress)
    await container.remove({ force: true }).catch(ignoreGone)
    await ensureOwnNetwork(lab, mode)
    progress.say(mode === 'live' ? 'starting the mirror' : 'starting')
    await createHub(lab, wanted, settings)
    await container.start()
  }
  // Also starts one that has ended. Sessions that live on keep their Hub, at the address that they know; those of an
  // older Drydock are told when they ask.
  await reconnectHubs(lab)
  if (mode === 'live') return waitForMirror(lab)
  await waitUntilUp(new ControlClient({ socketPath: hubSocketPath(runtimeDir), owner: 'set-up' }))
}

/** Of a mode that is not offered any more; what it has stored stays. Idempotent. */
export async function removeHub(lab: Docker, mode: HubMode): Promise<void> {
  await lab.getContainer(HUB_CONTAINERS[mode]).remove({ force: true }).catch(ignoreGone)
}

export function inspectHub(lab: Docker, mode: HubMode): Promise<Docker.ContainerInspectInfo | undefined> {
  return findOnEngine(lab.getContainer(HUB_CONTAINERS[mode]).inspect())
}

async function createHub(
  lab: Docker,
  wanted: Docker.ContainerCreateOptions,
  { certificates, mode }: HubSettings,
): Promise<void> {
  const container = await lab.createContainer(wanted)
  // The mirror stands in for nobody.
  if (mode === 'live') return
  // Copied in, not mounted: the key is in no place that an instance could be given by mistake.
  const files = {
    [HUB_CERTIFICATE_PATHS.certificate]: certificates.hubCertificate,
    [HUB_CERTIFICATE_PATHS.key]: certificates.hubKey,
  }
  await container.putArchive(tarOf(files), { path: '/' })
}

/** Throws a SetupError when the sandbox Hub does not answer in time. */
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

/** Asked in its container: no network leads from here to it, and it shares no folder. */
async function waitForMirror(lab: Docker): Promise<void> {
  const isUp = async () => {
    const script = `: < /dev/tcp/127.0.0.1/${MIRROR_PORT}`
    const result = await runScript(lab, HUB_CONTAINERS.live, script, PROBE_LIMITS).catch(() => null)
    return result?.status === 'exited' && result.exitCode === 0
  }
  if (await waitFor(isUp, START_TIMEOUT_MS)) return
  // The registry in it asks upstream before it serves.
  throw new SetupError('The mirror of Docker Hub did not start.', {
    advice:
      'It must reach DRYDOCK_MIRROR_URL (Docker Hub by default). DRYDOCK_HUB=sandbox needs no internet.',
  })
}

/** The broker attaches the Hub to each session's network, besides. */
async function ensureOwnNetwork(lab: Docker, mode: HubMode): Promise<void> {
  const name = ownNetwork(mode)
  if (await findOnEngine<unknown>(lab.getNetwork(name).inspect())) return
  await lab.createNetwork({ Name: name, Internal: mode === 'sandbox', Labels: { [LABEL.role]: 'hub' } })
}
