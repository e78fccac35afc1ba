import { readFile } from 'node:fs/promises'

/** Number of CAP_SYSLOG; linux/capability.h. */
const SYSLOG = 34n

/**
 * Whether containers of this machine can get CAP_SYSLOG, told by what this process could get: an Engine asked for one
 * that it lacks does not start the container.
 */
export async function mayHaveSyslog(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  return hasSyslog(status)
}

/** `status`: text of /proc/<pid>/status. */
export function hasSyslog(status: string): boolean {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1]
  return bounding !== undefined && ((BigInt(`0x${bounding}`) >> SYSLOG) & 1n) === 1n
}
