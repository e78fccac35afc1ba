import type Docker from 'dockerode'
import { rm } from 'node:fs/promises'
import { otherBrokers } from './broker-presence.ts'
import { dockerdPidFile, findHostEngine, isDockerd, pidIn } from './host-engine.ts'
import {
  connectLabEngine,
  countInstances,
  inspectLabEngine,
  removeLabEngine,
  stopLabEngine,
} from './lab-engine.ts'
import type { MachinePaths } from './machine-paths.ts'
import { lockSetup, tryLockSetup } from './setup-lock.ts'
import { waitFor } from './wait-for.ts'

const DOCKERD_STOP_TIMEOUT_MS = 20_000

export interface MachinePlace {
  dockerHost: string | undefined
  paths: MachinePaths
}

/** `in-use`: another checkout's broker or set-up is there. */
export type IdleStop = 'stopped' | 'has-instances' | 'in-use'

/** Stops the lab engine unless somebody uses it. */
export async function stopIdleLabEngine({ dockerHost, paths }: MachinePlace): Promise<IdleStop> {
  await using lock = await tryLockSetup()
  if (!lock) return 'in-use'
  const host = await findHostEngine(dockerHost)
  if (!host || !(await inspectLabEngine(host))?.State.Running) return 'stopped'
  if ((await countInstances(connectLabEngine(paths.runtimeDir))) > 0) return 'has-instances'
  if ((await otherBrokers()).length > 0) return 'in-use'
  await stopLabEngine(host)
  return 'stopped'
}

/** Ends the lab engine with all its instances, and the dockerd that set-up has started. Says what it did. */
export async function stopMachine(
  { dockerHost, paths }: MachinePlace,
  { withData = false } = {},
): Promise<string[]> {
  await using _lock = await lockSetup()
  const host = await findHostEngine(dockerHost)
  if (!host) return ['No Docker Engine runs.']
  const done: string[] = []
  if (await inspectLabEngine(host)) {
    await removeLabEngine(host, { withData })
    done.push(`The lab engine is removed${withData ? ', with its images' : ''}.`)
  } else done.push('No lab engine was there.')
  const brokers = await otherBrokers()
  if (brokers.length > 0) {
    done.push(
      `Drydock still serves (pid ${brokers.join(', ')}), without instances: end it or start it again.`,
    )
  }
  done.push(await stopOwnDockerd(host, paths.runtimeDir))
  return done
}

async function stopOwnDockerd(host: Docker, runtimeDir: string): Promise<string> {
  const pid = await pidIn(dockerdPidFile(runtimeDir))
  if (pid === undefined || !(await isDockerd(pid)))
    return 'The Docker Engine was not started by Drydock and goes on.'
  const running = await host.listContainers()
  if (running.length > 0) return `The Docker Engine goes on: ${running.length} other container(s) run in it.`
  process.kill(pid, 'SIGTERM')
  const hasEnded = await waitFor(async () => !(await isDockerd(pid)), DOCKERD_STOP_TIMEOUT_MS)
  if (!hasEnded) return `The Docker Engine (pid ${pid}) does not stop; see dockerd.log in ${runtimeDir}.`
  await rm(dockerdPidFile(runtimeDir), { force: true })
  return 'The Docker Engine that Drydock had started is stopped.'
}
