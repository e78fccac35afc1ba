import type Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import type { InstanceObserver } from '../ports/provisioner.ts'
import { measureDisk } from './disk-usage.ts'
import { dialInstance } from './exec-socket.ts'
import { InnerEngine } from './inner-engine.ts'
import { watchInnerEngine } from './inner-engine-watch.ts'
import { UsageSampler } from './usage-sampler.ts'

/** Between two figures of CPU and memory: live enough for a meter, cheap for sixty instances. */
const USAGE_INTERVAL_MS = 3_000
/** Measuring the disk walks the inner Engine's files, so it is done seldom, and only after something happened. */
const DISK_INTERVAL_MS = 15_000

export function watchInstance(engine: Docker, instanceId: string, observer: InstanceObserver): Disposable {
  const controller = new AbortController()
  const state: WatchState = { hasActivity: true, diskBytes: null }
  // Both loops end when the controller aborts; an instance that is gone ends them as well.
  const inner = new InnerEngine(() => dialInstance(engine, instanceId, { socket: 'docker' }))
  void watchInnerEngine(inner, noting(state, observer), controller.signal)
  void followUsage(engine, instanceId, observer, state, controller.signal)
  return { [Symbol.dispose]: () => controller.abort() }
}

interface WatchState {
  hasActivity: boolean
  diskBytes: number | null
}

/** Activity also makes the disk worth measuring again. */
function noting(state: WatchState, observer: InstanceObserver): InstanceObserver {
  return {
    onEngine: (isUp) => observer.onEngine(isUp),
    onPorts: (ports) => observer.onPorts(ports),
    onUsage: (usage) => observer.onUsage(usage),
    onActivity: () => {
      state.hasActivity = true
      observer.onActivity()
    },
  }
}

async function followUsage(
  engine: Docker,
  instanceId: string,
  observer: InstanceObserver,
  state: WatchState,
  signal: AbortSignal,
): Promise<void> {
  const sampler = new UsageSampler(engine, instanceId)
  let diskDueAt = 0
  while (!signal.aborted) {
    try {
      if (state.hasActivity && performance.now() >= diskDueAt) {
        state.hasActivity = false
        state.diskBytes = (await measureDisk(engine, instanceId)) ?? state.diskBytes
        diskDueAt = performance.now() + DISK_INTERVAL_MS
      }
      const usage = await sampler.sample()
      if (usage && !signal.aborted) observer.onUsage({ ...usage, diskBytes: state.diskBytes })
    } catch {
      // No figure this time; the next one comes.
    }
    await delay(USAGE_INTERVAL_MS, undefined, { signal }).catch(() => undefined)
  }
}
