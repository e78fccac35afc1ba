import Docker from 'dockerode'
import { spawn } from 'node:child_process'
import { access, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureCommand, findCommand } from './debian-packages.ts'
import type { Progress } from '../../lib/progress.ts'
import { SetupError } from './setup-error.ts'
import { waitFor } from './wait-for.ts'

const DEFAULT_SOCKET = '/var/run/docker.sock'
const SYSTEM_PID_FILE = '/var/run/docker.pid'
const START_TIMEOUT_MS = 30_000

/** The machine's own Docker Engine: it runs nothing but the lab engine and builds the images. */
export async function ensureHostEngine(options: {
  dockerHost: string | undefined
  runtimeDir: string
  progress: Progress
}): Promise<Docker> {
  const { dockerHost, runtimeDir, progress } = options
  const socketPath = hostSocketPath(dockerHost)
  const docker = new Docker({ socketPath })
  const answer = await ping(docker)
  if (answer === 'ok') return docker
  if (answer === 'denied') throw permissionError(socketPath)
  if (dockerHost) {
    throw new SetupError(`No Docker Engine answers at DOCKER_HOST=${dockerHost}.`, {
      advice: 'Start that Engine, or unset DOCKER_HOST to use or install one here.',
    })
  }
  await ensureCommand('dockerd', { packages: ['docker.io', 'iptables'], progress })
  if ((await hasSystemd()) || (await isDockerd(await pidIn(SYSTEM_PID_FILE)))) {
    // Debian's package starts it, with systemd or an init script; this waits for it.
    progress.say('waiting for dockerd')
    if (await waitForAnswer(docker)) return docker
    throw new SetupError('The Docker Engine is installed but does not answer.', {
      advice: 'Start it (`systemctl start docker`), look at its log, then start again.',
    })
  }
  progress.say('starting dockerd')
  await startDockerd(runtimeDir)
  if (await waitForAnswer(docker)) return docker
  throw new SetupError(
    `dockerd did not answer within ${START_TIMEOUT_MS / 1000} s.\n${await lastLog(runtimeDir)}`,
    {
      advice: `The whole log is in ${join(runtimeDir, 'dockerd.log')}.`,
    },
  )
}

/** The Engine if it answers; changes nothing. */
export async function findHostEngine(dockerHost: string | undefined): Promise<Docker | undefined> {
  const docker = new Docker({ socketPath: hostSocketPath(dockerHost) })
  return (await ping(docker)) === 'ok' ? docker : undefined
}

export function dockerdPidFile(runtimeDir: string): string {
  return join(runtimeDir, 'dockerd.pid')
}

/** The pid in a file, if there is one. */
export async function pidIn(file: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''))
  return Number.isInteger(pid) ? pid : undefined
}

/** That process lives and is a dockerd: pids are used again. */
export async function isDockerd(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return false
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.trim() === 'dockerd'
}

function hostSocketPath(dockerHost: string | undefined): string {
  if (!dockerHost) return DEFAULT_SOCKET
  if (dockerHost.startsWith('unix://')) return dockerHost.slice('unix://'.length)
  throw new SetupError(`DOCKER_HOST=${dockerHost} is not on this machine.`, {
    advice:
      'The lab engine shares a socket with Drydock: use a unix:// address, or run Drydock on that machine.',
  })
}

async function ping(docker: Docker): Promise<'ok' | 'denied' | 'absent'> {
  try {
    await docker.ping()
    return 'ok'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'denied' : 'absent'
  }
}

function permissionError(socketPath: string): SetupError {
  return new SetupError(`You may not use the Docker Engine at ${socketPath}.`, {
    advice: 'Run as root, or add yourself to the group `docker` and log in again.',
  })
}

/** In a session of its own: it must outlive Drydock's terminal. `npm run stop` ends it by its pid file. */
async function startDockerd(runtimeDir: string): Promise<void> {
  const dockerd = await findCommand('dockerd')
  if (process.getuid?.() !== 0 || !dockerd) {
    throw new SetupError('No Docker Engine runs, and only root may start one.', {
      advice: 'Start the Docker Engine (`sudo dockerd`), or start Drydock as root.',
    })
  }
  await mkdir(runtimeDir, { recursive: true })
  await using log = await open(join(runtimeDir, 'dockerd.log'), 'a')
  const child = spawn(dockerd, [], { detached: true, stdio: ['ignore', log.fd, log.fd] })
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  await writeFile(dockerdPidFile(runtimeDir), `${child.pid}\n`)
  child.unref()
}

function waitForAnswer(docker: Docker): Promise<boolean> {
  return waitFor(async () => (await ping(docker)) === 'ok', START_TIMEOUT_MS)
}

async function lastLog(runtimeDir: string): Promise<string> {
  const log = await readFile(join(runtimeDir, 'dockerd.log'), 'utf8')
  return log.trimEnd().split('\n').slice(-5).join('\n')
}

async function hasSystemd(): Promise<boolean> {
  return access('/run/systemd/system').then(
    () => true,
    () => false,
  )
}
