import { join } from 'node:path'
import type { IsolationMeasurement } from '../../ports/provisioner.ts'
import type { HubModes } from '../../protocol/hub-mode.ts'
import { connectLabEngine, type LabEngineOptions } from '../lab-engine.ts'
import { baseImageTag } from './base-image.ts'
import { imageTag } from './build-image.ts'
import { findHostEngine } from './host-engine.ts'
import { hasImage } from './image-store.ts'
import { readCertificates } from './lab-ca.ts'
import { connectLabEngine as connectSocket, inspectLabEngine, labEngineSocket } from './lab-engine.ts'
import type { MachinePaths } from './machine-paths.ts'
import { SetupError } from './setup-error.ts'

export interface EscapeOptions {
  /** The checkout. */
  root: string
  paths: MachinePaths
  dockerHost: string | undefined
  hubModes: HubModes
  /** Of one instance. */
  limits: LabEngineOptions['limits']
  runtime: string
}

/**
 * Tries the known ways out in a throw-away instance, as each start of the broker does. Starts nothing else: rejects
 * with a SetupError when the machine is not set up.
 */
export async function tryEscapes(options: EscapeOptions): Promise<IsolationMeasurement> {
  const { root, paths, dockerHost, hubModes, limits, runtime } = options
  const host = await findHostEngine(dockerHost)
  const isRunning = host && (await inspectLabEngine(host))?.State.Running
  if (!isRunning) throw notReady('The lab engine does not run.')
  const instanceImage = await instanceImageTag(join(root, 'images'), paths)
  if (!instanceImage || !(await hasImage(connectSocket(paths.runtimeDir), instanceImage))) {
    throw notReady('The lab engine does not have the instance image of this checkout.')
  }
  const { provisioner, link } = await connectLabEngine({
    engineSocketPath: labEngineSocket(paths.runtimeDir),
    instanceImage,
    hubModes,
    seccompPath: join(root, 'images/instance/seccomp.json'),
    owner: 'doctor',
    runtime,
    limits,
  })
  using _link = link
  return await provisioner.probeIsolation()
}

function notReady(message: string): SetupError {
  return new SetupError(message, {
    advice: 'Run `npm run setup` first; `npm run stop` ends what is outdated.',
  })
}

/** `undefined` before the first set-up. */
async function instanceImageTag(imagesDir: string, { caDir }: MachinePaths): Promise<string | undefined> {
  const certificates = await readCertificates(caDir)
  if (!certificates) return undefined
  const folder = (name: string) => join(imagesDir, name)
  const BASE = await baseImageTag(folder('base'))
  const ENGINE = await imageTag({ name: 'engine', folder: folder('engine'), buildArguments: { BASE } })
  return imageTag({
    name: 'instance',
    folder: folder('instance'),
    buildArguments: { ENGINE },
    extraFiles: { 'ca.crt': certificates.caCertificate },
  })
}
