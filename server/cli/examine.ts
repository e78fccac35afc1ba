import { totalmem } from 'node:os'
import { join } from 'node:path'
import { examineMachine } from '../docker/setup/examine-machine.ts'
import type { Finding } from '../docker/setup/finding.ts'
import { SetupError } from '../docker/setup/setup-error.ts'
import { healthSchema } from '../protocol/health.ts'
import type { CliEnvironment } from './cli-environment.ts'
import { isPagesBuildCurrent } from './pages-build.ts'
import { checkPort, freeDiskBytes, MIN_DISK_BYTES } from './preflight.ts'

const MIN_MEMORY_BYTES = 3.5e9

/** A server on this machine answers at once, or is not ours. */
const DRYDOCK_ANSWER_MS = 2_000

/** What `npm start` would find, from Node to the built pages. Starts and changes nothing. */
export async function examine(environment: CliEnvironment): Promise<Finding[]> {
  const { root, config, paths, dockerHost, hubModes } = environment
  return [
    { name: 'Node', state: 'good', text: `${process.version} (${process.execPath})` },
    memoryFinding(),
    await diskFinding(root),
    await portFinding(config.port, config.host),
    ...(await examineMachine({ imagesDir: join(root, 'images'), paths, dockerHost, hubModes })),
    (await isPagesBuildCurrent({ root, labsDir: config.labsDir }))
      ? { name: 'Pages', state: 'good', text: 'built' }
      : { name: 'Pages', state: 'will be made', text: 'not built from these sources' },
  ]
}

function memoryFinding(): Finding {
  const text = `${inGb(totalmem())} GB`
  if (totalmem() >= MIN_MEMORY_BYTES) return { name: 'Memory', state: 'good', text }
  return { name: 'Memory', state: 'bad', text, advice: `A lab needs ${inGb(MIN_MEMORY_BYTES)} GB or more.` }
}

async function diskFinding(folder: string): Promise<Finding> {
  const freeBytes = await freeDiskBytes(folder)
  const text = `${inGb(freeBytes)} GB free`
  if (freeBytes >= MIN_DISK_BYTES) return { name: 'Disk', state: 'good', text }
  return { name: 'Disk', state: 'bad', text, advice: 'Free some space: `df -h`, `docker system df`.' }
}

async function portFinding(port: number, host: string): Promise<Finding> {
  try {
    await checkPort(port, host)
    return { name: 'Port', state: 'good', text: `${host}:${port} is free` }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    if (await isServedByDrydock(port)) {
      return { name: 'Port', state: 'good', text: `Drydock serves on port ${port} already` }
    }
    return { name: 'Port', state: 'bad', text: error.message, advice: error.advice }
  }
}

function inGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1)
}

async function isServedByDrydock(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(DRYDOCK_ANSWER_MS)
    const response = await fetch(`http://localhost:${port}/api/health`, { signal })
    return healthSchema.safeParse(await response.json()).success
  } catch {
    // Something else, or something that does not speak HTTP.
    return false
  }
}
