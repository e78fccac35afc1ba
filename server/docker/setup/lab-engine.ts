import Docker from 'dockerode'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findOnEngine, ignoreGone } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'
import { otherBrokers } from './broker-presence.ts'
import {
  LAB_ENGINE_NAME,
  labEngineContainer,
  SOCKET_MOUNT,
  type LabEngineSettings,
} from './lab-engine-spec.ts'
import type { Progress } from '../../lib/progress.ts'
import { SetupError } from './setup-error.ts'

const START_TIMEOUT_MS = 60_000
const POLL_MS = 100

export function labEngineSocket(runtimeDir: string): string {
  return join(runtimeDir, 'engine.sock')
}

export function connectLabEngine(runtimeDir: string): Docker {
  return new Docker({ socketPath: labEngineSocket(runtimeDir) })
}

export interface LabEngine {
  engine: Docker
  /** Set when an older lab engine was kept because it is in use. */
  isOutdated: boolean
}

/** Starts the lab engine, or makes it anew when its image or options have changed and nobody is using it. */
export async function ensureLabEngine(
  host: Docker,
  settings: LabEngineSettings,
  progress: Progress,
): Promise<LabEngine> {
  const options = labEngineContainer(settings)
  const engine = connectLabEngine(settings.runtimeDir)
  const found = await inspectLabEngine(host)
  if (found) assertOwnSocket(found, settings.runtimeDir)
  const isCurrent = found?.Config.Labels[LABEL.recipe] === options.Labels?.[LABEL.recipe]
  if (found && !isCurrent) {
    if (found.State.Running && (await isInUse(engine))) return { engine, isOutdated: true }
    progress.say('replacing the older one')
    await removeLabEngine(host)
  }
  if (!found?.State.Running || !isCurrent) {
    // 0711: others may reach the socket, whose own mode then decides, but not list what is here.
    await mkdir(settings.runtimeDir, { recursive: true, mode: 0o711 })
    // A socket of an engine that was killed would only refuse.
    await rm(labEngineSocket(settings.runtimeDir), { force: true })
    if (!found || !isCurrent) await host.createContainer(options)
    await host.getContainer(LAB_ENGINE_NAME).start()
  }
  progress.say('waiting for its dockerd')
  await waitForAnswer(host, engine)
  return { engine, isOutdated: false }
}

/** By instances or by another checkout's broker; asked under the set-up lock. */
export async function isInUse(engine: Docker): Promise<boolean> {
  return (await otherBrokers()).length > 0 || (await countInstances(engine)) > 0
}

/** Throws when the lab engine runs for another user, whose folder has its socket. */
export function assertOwnSocket(container: Docker.ContainerInspectInfo, runtimeDir: string): void {
  const folder = container.Mounts.find(({ Destination }) => Destination === SOCKET_MOUNT)?.Source
  if (!container.State.Running || folder === undefined || folder === runtimeDir) return
  throw new SetupError(
    `The lab engine of this machine runs for another user: its socket is ${labEngineSocket(folder)}, not ${labEngineSocket(runtimeDir)}.`,
    { advice: 'Start Drydock as that user, or end that lab engine and its instances with `npm run stop`.' },
  )
}

/** Instances of all brokers on this machine. */
export async function countInstances(engine: Docker): Promise<number> {
  const containers = await engine.listContainers({ filters: { label: [`${LABEL.role}=instance`] } })
  return containers.length
}

export function inspectLabEngine(host: Docker): Promise<Docker.ContainerInspectInfo | undefined> {
  return findOnEngine(host.getContainer(LAB_ENGINE_NAME).inspect())
}

/** Ends its dockerd, and all instances with it; what it has on disk stays for the next start. */
export async function stopLabEngine(host: Docker): Promise<void> {
  await host.getContainer(LAB_ENGINE_NAME).stop().catch(ignoreGone)
}

/** Removes the container; the volume with the images stays, unless `withData`. */
export async function removeLabEngine(host: Docker, { withData = false } = {}): Promise<void> {
  await stopLabEngine(host)
  await host.getContainer(LAB_ENGINE_NAME).remove({ force: true }).catch(ignoreGone)
  if (withData) await host.getVolume(LAB_ENGINE_NAME).remove().catch(ignoreGone)
}

async function waitForAnswer(host: Docker, engine: Docker): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    try {
      await engine.ping()
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error
    }
    const info = await inspectLabEngine(host)
    if (!info?.State.Running || info.RestartCount > 0) break
    await delay(POLL_MS)
  }
  throw new SetupError(`The lab engine did not start.\n${await lastLog(host)}`, {
    advice: `See \`docker logs ${LAB_ENGINE_NAME}\`. Remove it with \`npm run stop\` and start again.`,
  })
}

async function lastLog(host: Docker): Promise<string> {
  const log = await host.getContainer(LAB_ENGINE_NAME).logs({ stdout: true, stderr: true, tail: 8 })
  // Without a terminal each line carries an 8-byte header, none of it text.
  return log.toString('utf8').replace(/[\x00-\x08\x0b-\x1f]/g, '')
}
