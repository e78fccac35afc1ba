import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

const POLL_MS = 200
/** Longer than a first set-up on a slow machine. */
const TIMEOUT_MS = 15 * 60_000
/**
 * An abstract Unix socket (the leading zero byte): one on a machine, whichever user or checkout, and the kernel
 * frees it when its process ends, however it ends.
 */
const LOCK = '\0drydock-setup'

/** One set-up at a time on a machine: two would build the same images and replace each other's lab engine. */
export async function lockSetup(
  onWait: () => void = () => undefined,
  address = LOCK,
): Promise<AsyncDisposable> {
  const deadline = performance.now() + TIMEOUT_MS
  let isWaiting = false
  for (;;) {
    const lock = await tryLockSetup(address)
    if (lock) return lock
    if (performance.now() > deadline) {
      throw new SetupError('Another set-up on this machine does not end.', {
        advice: 'End it (`ss -xlp | grep drydock-setup` shows its process) and start again.',
      })
    }
    if (!isWaiting) onWait()
    isWaiting = true
    await delay(POLL_MS)
  }
}

/** `undefined` when another process has the lock. */
export function tryLockSetup(address = LOCK): Promise<AsyncDisposable | undefined> {
  return listenAbstract(address)
}

/** Holds an abstract address until it is disposed of or the process ends; `undefined` when it is held already. */
export async function listenAbstract(address: string): Promise<AsyncDisposable | undefined> {
  const server = createServer((connection) => connection.destroy())
  // Held beside the work, never a reason to go on living.
  server.unref()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen({ path: address }, resolve)
  try {
    await promise
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined
    throw error
  }
  return {
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  }
}
