import type Docker from 'dockerode'
import { access, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureCommand } from './debian-packages.ts'
import { followMessages } from './engine-messages.ts'
import { hasImage } from './image-store.ts'
import type { Progress } from '../../lib/progress.ts'
import { recipeKey } from './recipe-key.ts'
import { runCommand } from './run-command.ts'
import { SetupError } from './setup-error.ts'

const OFFICIAL = 'debian:trixie-slim'
/** Without any sign of life: a filtered network must not cost minutes, a slow one may take its time. */
const PULL_IDLE_MS = 15_000
/** By which mmdebstrap's apt trusts Debian's mirror; Ubuntu has it in a package of its own. */
const DEBIAN_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

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
  const pull = await pullOfficial(engine, progress)
  if (pull.status === 'pulled') {
    await engine.getImage(OFFICIAL).tag({ repo, tag: version })
    return tag
  }
  const archive = join(options.cacheDir, `base-${version}.tar`)
  if (!(await exists(archive))) await bootstrap(archive, options, pull.reason)
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

type PullResult = { status: 'pulled' } | { status: 'failed'; reason: string }

/** No way to Docker Hub is a normal state of the world here, so it is a value. */
async function pullOfficial(engine: Docker, progress: Progress): Promise<PullResult> {
  if (await hasImage(engine, OFFICIAL)) return { status: 'pulled' }
  progress.say(`trying ${OFFICIAL} from Docker Hub`)
  const idle = new AbortController()
  const timer = setTimeout(() => idle.abort(), PULL_IDLE_MS)
  try {
    const answer = await engine.pull(OFFICIAL, { abortSignal: idle.signal })
    await followMessages(answer, ({ status, progressDetail }) => {
      timer.refresh()
      if (progressDetail?.total) progress.share(progressDetail.current ?? 0, progressDetail.total, 'bytes')
      else if (status) progress.say(status)
    })
    if (await hasImage(engine, OFFICIAL)) return { status: 'pulled' }
    return { status: 'failed', reason: 'the Engine does not have it afterwards' }
  } catch (error) {
    if (idle.signal.aborted) return { status: 'failed', reason: `nothing came for ${PULL_IDLE_MS / 1000} s` }
    return { status: 'failed', reason: (error as Error).message }
  } finally {
    clearTimeout(timer)
  }
}

async function installBootstrapper(progress: Progress): Promise<void> {
  const packages = ['mmdebstrap', 'debian-archive-keyring']
  await ensureCommand('mmdebstrap', { packages, isComplete: () => exists(DEBIAN_KEYRING), progress })
}

async function bootstrap(
  archive: string,
  { folder, cacheDir, debianMirror, progress }: BaseImageOptions,
  pullFailure: string,
): Promise<void> {
  progress.say('making one from Debian packages')
  await mkdir(cacheDir, { recursive: true })
  const unfinished = `${archive}.part`
  try {
    await installBootstrapper(progress)
    await runCommand(join(folder, 'bootstrap.sh'), [debianMirror, unfinished], {
      advice: `Is the Debian mirror ${debianMirror} reachable? Another one: DRYDOCK_DEBIAN_MIRROR=http://…`,
      onLine: (line) => progress.say(line.replace(/^I: /, '')),
    })
  } catch (cause) {
    if (!(cause instanceof SetupError)) throw cause
    const message = `${cause.message}\nTried because ${OFFICIAL} could not be pulled: ${pullFailure}`
    throw new SetupError(message, { advice: cause.advice, cause })
  }
  await rename(unfinished, archive)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
