/**
 * Whether one more instance may start now: a pure decision about figures that were measured a moment ago. All
 * thresholds of admission are here; operators' limits are in `server/config.ts`.
 */

const MiB = 1024 ** 2
const GiB = 1024 ** 3

/** What stays for the machine itself: the broker, Next, the Engines and the Hub take about this much under load. */
export const MEMORY_RESERVE_BYTES = GiB
/**
 * What one more instance is expected to take soon: an idle one has about 65 MiB, one with a registry and a build about
 * this much. Starts that the newest figures do not show yet are counted with it, too.
 */
export const MEMORY_PER_START_BYTES = 256 * MiB
/**
 * Below this the lab engine itself fails (it writes its own state there), and everybody’s pulls with it. Disks of
 * instances are sparse: those that have started may go on to fill it, so it is what `doctor` wants, too.
 */
export const DISK_RESERVE_BYTES = 5 * GiB
/** What one more instance writes at once, and the first image that is pulled in it. */
export const DISK_PER_START_BYTES = 128 * MiB
/**
 * Share of the last ten seconds, in percent, in which something waited for a CPU. By itself it says little: three
 * programs on two CPUs are enough for 90.
 */
export const BUSY_PRESSURE_PERCENT = 80
/**
 * What wants a CPU, for each CPU, in the last minute. Starts side by side make about four themselves; with eighteen an
 * instance that starts in two seconds takes longer than a minute (measured), and fails.
 */
export const OVERLOADED_PER_CPU = 8
/** Sessions that nobody waits for are prepared only with this much more of everything. */
export const POOL_MARGIN = 2

/** What the machine has. Null: this machine does not tell. */
export interface Headroom {
  /** What instances may still take. */
  memoryBytes: number | null
  /** Free where instances' data is. */
  diskBytes: number | null
  cpu: { pressurePercent: number | null; wantingPerCpu: number } | null
}

export interface Demand {
  /** Instances that there are or that start, prepared ones included. */
  used: number
  maxInstances: number
  /** Starts that began after the headroom was measured, or not long before. */
  unseenStarts: number
}

/** Why nothing may start: what has run out. */
export type Shortage = 'instances' | 'memory' | 'disk'
export type Admission = { isAdmitted: true } | { isAdmitted: false; shortage: Shortage }

/** `pool`: for a session that nobody waits for. */
export function decideAdmission(
  headroom: Headroom,
  demand: Demand,
  purpose: 'participant' | 'pool' = 'participant',
): Admission {
  const margin = purpose === 'pool' ? POOL_MARGIN : 1
  const starts = demand.unseenStarts + margin
  if (demand.used + margin > demand.maxInstances) return { isAdmitted: false, shortage: 'instances' }
  const { memoryBytes, diskBytes } = headroom
  if (memoryBytes !== null && memoryBytes < starts * MEMORY_PER_START_BYTES)
    return { isAdmitted: false, shortage: 'memory' }
  if (diskBytes !== null && diskBytes < DISK_RESERVE_BYTES + starts * DISK_PER_START_BYTES)
    return { isAdmitted: false, shortage: 'disk' }
  return { isAdmitted: true }
}

/** How many instances may be starting at once. It is never none: somebody's endless loop must not shut others out. */
export function parallelStarts({ cpu }: Headroom, most: number): number {
  return isOverloaded(cpu) ? 1 : most
}

export function isOverloaded(cpu: Headroom['cpu']): boolean {
  if (cpu === null || cpu.wantingPerCpu < OVERLOADED_PER_CPU) return false
  // A load of programs that wait for a disk is none for the CPUs.
  return cpu.pressurePercent === null || cpu.pressurePercent >= BUSY_PRESSURE_PERCENT
}
