import { access, chmod, constants, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { SetupError } from '../docker/setup/setup-error.ts'
import type { CliEnvironment } from './cli-environment.ts'

/** What a first set-up takes on disk: images on two Engines, packages, the built pages. */
export const NEEDED_DISK_BYTES = 5e9
/** A machine that is set up needs room for what participants pull and build. */
export const MIN_DISK_BYTES = 1e9

/** Sessions' secrets and the instructor's key are in it. */
const PRIVATE = 0o700
/** Others may reach the lab engine's socket, whose own mode then decides, but not list what is here. */
const PASSABLE = 0o711

/** Finds in milliseconds what would else stop a start after minutes. */
export async function checkBeforeStart(
  { config, paths, root }: CliEnvironment,
  { isFirstStart }: { isFirstStart: boolean },
): Promise<void> {
  await checkPort(config.port, config.host)
  await checkLabs(resolve(root, config.labsDir))
  await ensureFolder(config.dataDir, PRIVATE)
  for (const folder of [paths.cacheDir, paths.runtimeDir]) await ensureFolder(folder, PASSABLE)
  const neededBytes = isFirstStart ? NEEDED_DISK_BYTES : MIN_DISK_BYTES
  for (const folder of [root, '/var/lib']) {
    const freeBytes = await freeDiskBytes(folder)
    if (freeBytes >= neededBytes) continue
    throw new SetupError(
      `${inGb(freeBytes)} GB are free for ${folder}; ${inGb(neededBytes)} GB are needed.`,
      {
        advice: 'Free some space (`df -h`, `docker system df`) and start again.',
      },
    )
  }
}

export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new SetupError(`Port ${port} is in use.`, {
        advice: `End what listens there (\`ss -ltnp sport = :${port}\` shows it), or choose another: PORT=3001 npm start`,
        cause,
      })
    }
    if (code === 'EACCES') {
      throw new SetupError(`Only root may listen on port ${port}.`, {
        advice: 'Choose a port from 1024: PORT=3000',
        cause,
      })
    }
    throw new SetupError(`Drydock cannot listen on ${host}:${port} (${code}).`, {
      advice: 'HOST must be an address of this machine.',
      cause,
    })
  }
  await new Promise((resolve) => server.close(resolve))
}

export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function checkLabs(folder: string): Promise<void> {
  try {
    await access(folder, constants.R_OK)
  } catch (cause) {
    throw new SetupError(`There is no folder ${folder} with labs that can be read.`, {
      advice: 'DRYDOCK_LABS_DIR names it, relative to the checkout; without it lab-content is taken.',
      cause,
    })
  }
}

/** Makes the folder or checks that it can be written to; a private one is closed to others also when it was there. */
export async function ensureFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode })
    await access(folder, constants.W_OK)
    if (mode === PRIVATE) await chmod(folder, mode)
  } catch (cause) {
    throw new SetupError(
      `The folder ${folder} cannot be written to (${(cause as NodeJS.ErrnoException).code}).`,
      {
        advice: 'Make it writable, start as its owner or as root, or choose another with DRYDOCK_DATA_DIR.',
        cause,
      },
    )
  }
}

function inGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1)
}
