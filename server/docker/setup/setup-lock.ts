import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

const POLL_MS = 200
/** Longer than a first set-up on a slow machine. */
const TIMEOUT_MS = 15 * 60_000

/** One set-up at a time on a machine: two would build the same images and replace each other's lab engine. */
export async function lockSetup(
  runtimeDir: string,
  onWait: (pid: number) => void = () => undefined,
): Promise<AsyncDisposable> {
  await mkdir(runtimeDir, { recursive: true, mode: 0o711 })
  const path = join(runtimeDir, 'setup.lock')
  const deadline = performance.now() + TIMEOUT_MS
  let isWaiting = false
  while (!(await tryToWrite(path))) {
    const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''))
    // Left by a set-up that was killed. Empty: the other one is just about to write its pid.
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(path, { force: true })
    else if (performance.now() > deadline) {
      throw new SetupError(`Another set-up (pid ${pid}) does not end.`, {
        advice: `End it, remove ${path}, and start again.`,
      })
    } else {
      if (!isWaiting) onWait(pid)
      isWaiting = true
      await delay(POLL_MS)
    }
  }
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) }
}

async function tryToWrite(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
