/** RFC 6455: the server refuses what this page says. The same page would be refused again. */
const CLOSE_POLICY = 1008

const FIRST_DELAY_MS = 500
/** Long enough to spare a server that comes back to a full class, short enough to be waited for. */
const LONGEST_DELAY_MS = 15_000

export type Reconnect = { action: 'wait'; delayMs: number } | { action: 'stop' }

/**
 * What to do after a connection has closed. `attempts`: how many have failed since the last one that worked.
 * `random`, from 0 to 1, spreads a class over time so that it does not come back all at once.
 */
export function nextReconnect({
  attempts,
  closeCode,
  random,
}: {
  attempts: number
  closeCode: number
  random: number
}): Reconnect {
  if (closeCode === CLOSE_POLICY) return { action: 'stop' }
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts, 16))
  return { action: 'wait', delayMs: Math.round(longest / 2 + (longest / 2) * random) }
}
