import type { Usage, WallType } from '../protocol/session.ts'

/**
 * Which limits of an instance have been reached. A wall that stands is told once; it falls when there is room again,
 * with some distance, so that a figure at a threshold does not tell the same thing over and over.
 */

/** Shares of a limit at which the disk is nearly full, full, and no longer nearly full. */
export const DISK_NEARLY_FULL = 0.85
export const DISK_FULL = 0.985
export const DISK_FREE_AGAIN = 0.8
/** Below this share of the limit, processes can be started again. */
export const PROCESSES_FREE_AGAIN = 0.8

/** Walls that are seen in the figures; a lack of memory is told by the kernel. */
export type MeasuredWall = Exclude<WallType, 'out-of-memory'>

/** The walls that stand, after these figures. */
export function standingWalls(
  before: ReadonlySet<MeasuredWall>,
  usage: Pick<Usage, 'diskBytes' | 'diskLimitBytes' | 'processes' | 'processLimit'>,
): Set<MeasuredWall> {
  const standing = new Set<MeasuredWall>()
  const disk = share(usage.diskBytes, usage.diskLimitBytes)
  const wasHigh = before.has('disk-full') || before.has('disk-nearly-full')
  if (disk >= DISK_FULL) standing.add('disk-full')
  else if (disk >= DISK_NEARLY_FULL || (wasHigh && disk >= DISK_FREE_AGAIN)) standing.add('disk-nearly-full')
  const processes = share(usage.processes, usage.processLimit)
  const wasCrowded = before.has('too-many-processes')
  if (processes >= 1 || (wasCrowded && processes >= PROCESSES_FREE_AGAIN)) standing.add('too-many-processes')
  return standing
}

function share(used: number | null, limit: number | null): number {
  return used === null || !limit ? 0 : used / limit
}
