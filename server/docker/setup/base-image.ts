import type Docker from 'dockerode'
import { access, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureCommand } from './debian-packages.ts'
import { followMessages } from './engine-messages.ts'
import { hasImage } from './image-store.ts'
import type { Progress } from './progress.ts'
import { recipeKey } from './recipe-key.ts'
import { runCommand } from './run-command.ts'
import { SetupError } from './setup-error.ts'

const OFFICIAL = 'debian:trixie-slim'
/** Docker Hub answers at once or is not there: a filtered network must not cost minutes. */
const PULL_TIMEOUT_MS = 15_000

export interface BaseImageOptions {
  /** images/base */
  folder: string
  cacheDir: string
  debianMirror: string
  progress: Progress
}

/** The Debian that all images start from: Docker Hub's where it can be had, else made here from Debian packages. */
export async function ensureBaseImage(engine: Docker, options: BaseImageOptions): Promise<string> {
  const { folder, progress } = options
  const tag = await baseImageTag(folder)
  if (await hasImage(engine, tag)) return tag
  const [repo, version] = tag.split(':') as [string, string]
  if (await canHaveOfficial(engine, progress)) {
    await engine.getImage(OFFICIAL).tag({ repo, tag: version })
    return tag
  }
  const archive = join(options.cacheDir, `base-${version}.tar`)
  if (!(await exists(archive))) await bootstrap(archive, options)
  progress.say('importing')
  await followMessages(await engine.importImage(archive, { repo, tag: version }))
  if (!(await hasImage(engine, tag))) {
    throw new SetupError(`The Engine did not take ${archive}.`, {
      advice: 'Remove that file and start again.',
    })
  }
  return tag
}

export async function baseImageTag(folder: string): Promise<string> {
  return `drydock/base:${await recipeKey(folder)}`
}

async function canHaveOfficial(engine: Docker, progress: Progress): Promise<boolean> {
  if (await hasImage(engine, OFFICIAL)) return true
  progress.say(`trying ${OFFICIAL} from Docker Hub`)
  try {
    const abortSignal = AbortSignal.timeout(PULL_TIMEOUT_MS)
    await followMessages(await engine.pull(OFFICIAL, { abortSignal }), ({ status, progressDetail }) => {
      if (progressDetail?.total) progress.share(progressDetail.current ?? 0, progressDetail.total, 'bytes')
      else if (status) progress.say(status)
    })
    return await hasImage(engine, OFFICIAL)
  } catch {
    // No way to Docker Hub is a normal state of the world here.
    return false
  }
}

async function bootstrap(
  archive: string,
  { folder, cacheDir, debianMirror, progress }: BaseImageOptions,
): Promise<void> {
  await ensureCommand('mmdebstrap', { packages: ['mmdebstrap'], progress })
  await mkdir(cacheDir, { recursive: true })
  const unfinished = `${archive}.part`
  await runCommand(join(folder, 'bootstrap.sh'), [debianMirror, unfinished], {
    advice: `Is the Debian mirror ${debianMirror} reachable? Another one: DRYDOCK_DEBIAN_MIRROR=http://…`,
    onLine: (line) => progress.say(line.replace(/^I: /, '')),
  })
  await rename(unfinished, archive)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
