import { pino } from 'pino'
import type { Instance } from '../domain/instance.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { Wall } from '../protocol/session.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import type { LiveSession } from '../services/live-session.ts'
import { WallWatch } from '../services/wall-watch.ts'

const PATIENCE_MS = 60_000

/** The walls of a real instance, as its session would be told of them. */
export class WatchedWalls implements Disposable {
  walls: Wall[] = []
  readonly events: TimelineEvent[] = []
  readonly #watch: Disposable
  #wake: () => void = () => undefined

  constructor(access: InstanceAccess, instance: Instance) {
    const session: Pick<LiveSession, 'update'> = {
      update: (_name, event) => {
        if (event.type !== 'walls') return
        this.walls = event.walls
        this.#wake()
      },
    }
    const walls = new WallWatch(session as LiveSession, instance, {
      access,
      clock: { now: () => Date.now() },
      log: pino({ level: 'silent' }),
      record: (event) => this.events.push(event),
    })
    this.#watch = access.watch(instance.id, {
      isWatched: () => true,
      onEngine: () => undefined,
      onPorts: () => undefined,
      onActivity: () => undefined,
      onHappening: () => undefined,
      onUsage: (usage) => walls.usage(usage),
      onKill: (kill) => walls.killed(kill),
    })
  }

  /** Resolves when the walls are as described. */
  async until(what: string, isThere: (walls: Wall[]) => boolean): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    late.addEventListener('abort', () => this.#wake())
    while (!isThere(this.walls)) {
      if (late.aborted) throw new Error(`not ${what}: ${JSON.stringify(this.walls)}`)
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]()
  }
}
