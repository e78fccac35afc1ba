import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Progress } from '../../lib/progress.ts'
import { runCommand } from './run-command.ts'
import { SetupError } from './setup-error.ts'

/** Debian keeps some of what is needed here out of a user's PATH. */
const LOOK_UP = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; command -v "$1"'

export async function findCommand(command: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', LOOK_UP, 'sh', command])
    return stdout.trim()
  } catch {
    // `command -v` fails when there is none.
    return undefined
  }
}

interface NeededPackages {
  packages: string[]
  /** Whether what comes with the program is there, too; asked when the program is. */
  isComplete?: () => Promise<boolean>
  progress: Progress
}

/** Makes sure that a program is there; on Debian and its kin root installs its package. */
export async function ensureCommand(
  command: string,
  { packages, isComplete, progress }: NeededPackages,
): Promise<void> {
  if ((await findCommand(command)) && (isComplete === undefined || (await isComplete()))) return
  const list = packages.join(' ')
  if (!(await isDebianLike())) {
    throw new SetupError(`The program ${command} is missing, or not complete.`, {
      advice: `Install it (on Debian: apt-get install ${list}) and start again.`,
    })
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(`The program ${command} is missing or not complete, and only root may install it.`, {
      advice: `Run \`sudo apt-get install ${list}\` and start again, or start as root.`,
    })
  }
  const advice = `Try \`apt-get update && apt-get install ${list}\` by hand: is the Debian mirror reachable?`
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  progress.say('apt-get update')
  await runCommand('apt-get', ['update', '--quiet'], { advice, environment })
  progress.say(`apt-get install ${list}`)
  const install = ['install', '--yes', '--quiet', '--no-install-recommends', ...packages]
  await runCommand('apt-get', install, {
    advice,
    environment,
    onLine: (line) => /^(Get|Unpacking|Setting up)/.test(line) && progress.say(line),
  })
}

async function isDebianLike(): Promise<boolean> {
  try {
    const release = await readFile('/etc/os-release', 'utf8')
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release)
  } catch {
    return false
  }
}
