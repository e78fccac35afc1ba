import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { performance } from 'node:perf_hooks'

/** How late a sleep of the machine may be noticed. */
const REREAD_MS = 1_000

/**
 * The machine's clocks. `os.uptime` counts in hundredths of a second and includes sleep, and reads a file each time;
 * between its readings the process's own monotonic clock goes on, which stands still while the machine sleeps.
 */
export function machineTime(
  sources = { uptimeSeconds: uptime, monotonicMs: (): number => performance.now() },
) {
  const { uptimeSeconds, monotonicMs } = sources
  let readAt = -Infinity
  /** From the process's clock to the machine's. It never shrinks: a reading is up to a hundredth late. */
  let offset = -Infinity
  return {
    wall: () => Date.now(),
    uptime: () => {
      const now = monotonicMs()
      if (now - readAt >= REREAD_MS) {
        readAt = now
        offset = Math.max(offset, uptimeSeconds() * 1000 - now)
      }
      return now + offset
    },
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  }
}
