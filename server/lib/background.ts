import type { Logger } from './logger.ts'

/** For work that nobody waits for: its failure is logged, and does not end the broker. */
export function inBackground(work: Promise<unknown>, log: Logger, about: Record<string, unknown>): void {
  work.catch((error: unknown) => log.error({ ...about, err: error }, 'work in the background failed'))
}
