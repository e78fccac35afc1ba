import type Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import type { InstanceObserver } from '../ports/provisioner.ts'
import { measureDisk } from './disk-usage.ts'
import type { InstanceMeter, Kill } from './engine-meter-lines.ts'
import { dialInstance } from './exec-socket.ts'
import { InnerEngine } from './inner-engine.ts'
import { watchInnerEngine } from './inner-engine-watch.ts'
import type { MeterReader } from './meter-reader.ts'
import { nameOfContainer } from './open-ports.ts'
import { UsageSampler } from './usage-sampler.ts'

/** Between two figures of CPU and memory: live enough for a meter, cheap for sixty instances. */
const USAGE_INTERVAL_MS = 3_000
/** While nobody looks: often enough that what is full is told, and a pool of twenty takes next to no CPU time. */
const UNWATCHED_INTERVAL_MS = 15_000
/**
 * Where an instance has no disk of its own, measuring walks its inner Engine's files, so it is done seldom, and only
 * after something happened.
 */
const WALK_INTERVAL_MS = 15_000
/** Characters of a container's id that `docker ps` shows. */
const SHORT_ID = 12

interface Watched {
  engine: Docker
  meters: MeterReader
  instanceId: string
}

export function watchInstance(watched: Watched, observer: InstanceObserver): Disposable {
  const { engine, meters, instanceId } = watched
  const controller = new AbortController()
  const { signal } = controller
  const state: WatchState = { meter: undefined, hasActivity: true, walkedBytes: null }
  const inner = new InnerEngine(() => dialInstance(engine, instanceId, { socket: 'docker' }))
  const following = meters.follow(instanceId, {
    onMeter: (meter) => (state.meter = meter),
    onKill: (kill) => void reportKill(inner, kill, observer, signal),
  })
  // Both loops end when the controller aborts; an instance that is gone ends them as well.
  void watchInnerEngine(inner, noting(state, observer), signal)
  void followUsage(watched, observer, state, signal)
  return {
    [Symbol.dispose]: () => {
      following[Symbol.dispose]()
      controller.abort()
    },
  }
}

interface WatchState {
  meter: InstanceMeter | undefined
  hasActivity: boolean
  /** What the inner Engine's data took when it was last added up. */
  walkedBytes: number | null
}

/** Activity also makes the disk worth measuring again. */
function noting(state: WatchState, observer: InstanceObserver): InstanceObserver {
  return {
    ...observer,
    onActivity: () => {
      state.hasActivity = true
      observer.onActivity()
    },
  }
}

/** With the name of the container, while its Engine still knows it. */
async function reportKill(
  inner: InnerEngine,
  kill: Kill,
  observer: InstanceObserver,
  signal: AbortSignal,
): Promise<void> {
  const { container } = kill
  const list: unknown = container === null ? null : await inner.containers(signal).catch(() => null)
  const name = container && (nameOfContainer(list, container) ?? container.slice(0, SHORT_ID))
  if (!signal.aborted) observer.onKill({ ...kill, container: name })
}

async function followUsage(
  { engine, instanceId }: Watched,
  observer: InstanceObserver,
  state: WatchState,
  signal: AbortSignal,
): Promise<void> {
  const sampler = new UsageSampler(engine, instanceId)
  let walkDueAt = 0
  let sampledAt = -Infinity
  while (!signal.aborted) {
    try {
      const interval = observer.isWatched() ? USAGE_INTERVAL_MS : UNWATCHED_INTERVAL_MS
      const isDue = performance.now() - sampledAt >= interval
      if (!state.meter?.disk && state.hasActivity && performance.now() >= walkDueAt) {
        state.hasActivity = false
        state.walkedBytes = (await measureDisk(engine, instanceId)) ?? state.walkedBytes
        walkDueAt = performance.now() + WALK_INTERVAL_MS
      }
      if (isDue) sampledAt = performance.now()
      const usage = isDue && (await sampler.sample())
      if (usage && !signal.aborted) observer.onUsage({ ...usage, ...figures(state) })
    } catch {
      // No figure this time; the next one comes.
    }
    await delay(USAGE_INTERVAL_MS, undefined, { signal }).catch(() => undefined)
  }
}

function figures({ meter, walkedBytes }: WatchState) {
  return {
    diskBytes: meter?.disk?.usedBytes ?? walkedBytes,
    diskLimitBytes: meter?.disk?.limitBytes ?? null,
    processes: meter?.processes ?? null,
    processLimit: meter?.processLimit ?? null,
  }
}
