import type { Instance } from '../domain/instance.ts'
import { standingWalls, type MeasuredWall } from '../domain/walls.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { InstanceAccess, MemoryKill } from '../ports/provisioner.ts'
import type { Usage, Wall } from '../protocol/session.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import type { LiveSession } from './live-session.ts'

/** A program that is started over and over and killed each time is told of once in this time. */
const KILL_INTERVAL_MS = 10_000

export interface WallWatchOptions {
  access: Pick<InstanceAccess, 'largestOnDisk'>
  clock: Clock
  log: Logger
  record: (event: TimelineEvent) => void
}

/** Tells a session of the limits that one of its instances reaches: on its card, in its timeline, in the log. */
export class WallWatch {
  readonly #session: LiveSession
  readonly #instance: Instance
  readonly #options: WallWatchOptions
  #standing = new Set<MeasuredWall>()
  #walls: Wall[] = []
  #usage: Usage | undefined
  #killedAt = -Infinity

  constructor(session: LiveSession, instance: Instance, options: WallWatchOptions) {
    this.#session = session
    this.#instance = instance
    this.#options = options
  }

  usage(usage: Usage): void {
    this.#usage = usage
    const before = this.#standing
    this.#standing = standingWalls(before, usage)
    const fallen = [...before].filter((type) => !this.#standing.has(type))
    if (fallen.length > 0)
      this.#show(this.#walls.filter((wall) => !fallen.some((type) => type === wall.type)))
    for (const type of this.#standing) if (!before.has(type)) this.#reached(type, before, usage)
  }

  killed(kill: MemoryKill): void {
    const { clock, record } = this.#options
    const at = clock.now()
    if (at - this.#killedAt < KILL_INTERVAL_MS) return
    this.#killedAt = at
    const memoryLimitBytes = this.#usage?.memoryLimitBytes ?? 0
    this.#raise({ type: 'out-of-memory', at, ...kill, memoryLimitBytes })
    const { process, container } = kill
    record({ type: 'out-of-memory', instance: this.#instance.name, process, container })
  }

  #reached(type: MeasuredWall, before: ReadonlySet<MeasuredWall>, usage: Usage): void {
    const { clock, log, record } = this.#options
    const { name: instance, sessionId } = this.#instance
    const at = clock.now()
    if (type === 'too-many-processes') {
      const limit = usage.processLimit ?? 0
      this.#raise({ type, at, limit })
      return record({ type, instance, limit })
    }
    const isNews = type === 'disk-full' || !before.has('disk-full')
    const disk = { usedBytes: usage.diskBytes ?? 0, limitBytes: usage.diskLimitBytes ?? 0 }
    this.#raise({ type, at, ...disk, largest: null }, isNews)
    inBackground(this.#nameLargest(type, disk, isNews), log, { sessionId, instance })
  }

  /** The wall is told at once; what takes the most is found out by asking an Engine that may be slow now. */
  async #nameLargest(
    type: 'disk-full' | 'disk-nearly-full',
    disk: { usedBytes: number; limitBytes: number },
    isNews: boolean,
  ): Promise<void> {
    const { access, record } = this.#options
    const { id, name: instance } = this.#instance
    const largest = await access.largestOnDisk(id, disk.usedBytes).catch(() => null)
    if (isNews) record({ type, instance, ...disk, largest })
    this.#show(this.#walls.map((wall) => (wall.type === type ? { ...wall, largest } : wall)))
  }

  #raise(wall: Wall, isNews = true): void {
    const { name: instance, sessionId } = this.#instance
    const { type: wallType, at: _, ...details } = wall
    if (isNews)
      this.#options.log.warn({ sessionId, instance, wall: wallType, ...details }, 'instance at a limit')
    this.#show([...this.#walls.filter(({ type }) => type !== wallType), wall])
  }

  #show(walls: Wall[]): void {
    this.#walls = walls
    this.#session.update(this.#instance.name, { type: 'walls', walls })
  }
}
