import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100

/** Asks again and again until the answer is yes; false when the time is over. */
export async function waitFor(isDone: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    if (await isDone()) return true
    await delay(POLL_MS)
  }
  return false
}
