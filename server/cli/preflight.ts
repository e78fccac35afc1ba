import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { SetupError } from '../docker/setup/setup-error.ts'
import type { CliEnvironment } from './cli-environment.ts'

/** What a first set-up takes on disk: images on two Engines, packages, the built pages. */
export const NEEDED_DISK_BYTES = 5e9
/** A machine that is set up needs room for what participants pull and build. */
export const MIN_DISK_BYTES = 1e9

/** Finds in milliseconds what would else stop a start after minutes. */
export async function checkBeforeStart(
  { config, paths, root }: CliEnvironment,
  { isFirstStart }: { isFirstStart: boolean },
): Promise<void> {
  await checkPort(config.port, config.host)
  for (const folder of [config.dataDir, paths.cacheDir, paths.runtimeDir]) await checkWritable(folder)
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

async function checkWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    await access(folder, constants.W_OK)
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
