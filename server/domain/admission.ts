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
/** Below this the lab engine itself fails (it writes its own state there), and everybody's pulls with it. */
export const DISK_RESERVE_BYTES = GiB
/** What one more instance writes at once, and the first image that is pulled in it. */
export const DISK_PER_START_BYTES = 128 * MiB
/**
 * Share of the last ten seconds, in percent, in which something waited for a CPU. Starts that go on side by side cause
 * such waiting themselves, so only a machine that hardly ever has a CPU free counts as overloaded: people who work then
 * feel every start, and instances start one at a time.
 */
export const OVERLOADED_CPU_PERCENT = 99
/** The same where the kernel tells no pressure: processes that want a CPU, for each CPU. */
export const OVERLOADED_LOAD_PER_CPU = 8
/** Sessions that nobody waits for are prepared only with this much more of everything. */
export const POOL_MARGIN = 2

/** What the machine has. Null: this machine does not tell. */
export interface Headroom {
  /** What instances may still take. */
  memoryBytes: number | null
  /** Free where instances' data is. */
  diskBytes: number | null
  cpu: { kind: 'pressure'; percent: number } | { kind: 'load'; perCpu: number } | null
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
  if (cpu === null) return false
  return cpu.kind === 'pressure'
    ? cpu.percent >= OVERLOADED_CPU_PERCENT
    : cpu.perCpu >= OVERLOADED_LOAD_PER_CPU
}
