import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { performance } from 'node:perf_hooks'

/**
 * The machine's clocks. `os.uptime` counts in hundredths of a second and includes sleep; between its ticks and calls
 * the process's own monotonic clock, which costs no system call to read a file, goes on from the value at the start.
 */
export function machineTime() {
  const uptimeAtStart = uptime() * 1000 - performance.now()
  return {
    wall: () => Date.now(),
    uptime: () => uptimeAtStart + performance.now(),
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  }
}
