import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../lib/logger.ts'
import { LabError } from '../protocol/errors.ts'

const RETRY_MS = 1_000
/** Longer than a lab engine's restart on a busy machine. */
const PATIENCE_MS = 90_000

/** For the broker's start: repeats work that the lab engine does not answer, until it does or has been given its time. */
export async function whileUnavailable(work: () => Promise<void>, log: Logger): Promise<void> {
  const endsAt = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isAway = error instanceof LabError && error.code === 'ENGINE_UNAVAILABLE'
      if (!isAway || performance.now() > endsAt) throw error
      log.warn('the lab engine does not answer; it is asked again')
      await delay(RETRY_MS)
    }
  }
}
