import type Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import type { InstanceObserver } from '../ports/provisioner.ts'
import { followInnerEvents } from './inner-events.ts'
import { innerEngine } from './inner-engine.ts'
import { openPorts } from './open-ports.ts'
import { measureDisk } from './disk-usage.ts'
import { UsageSampler } from './usage-sampler.ts'

/** Between two figures of CPU and memory: live enough for a meter, cheap for sixty instances. */
const USAGE_INTERVAL_MS = 3_000
/** Measuring the disk walks the inner Engine's files, so it is done seldom, and only after something happened. */
const DISK_INTERVAL_MS = 15_000
/** The inner Engine restarts within about two seconds (`systemctl restart docker`). */
const RECONNECT_MS = 500

export function watchInstance(engine: Docker, instanceId: string, observer: InstanceObserver): Disposable {
  const controller = new AbortController()
  const state: WatchState = { hasActivity: true, diskBytes: null }
  // Both loops end when the controller aborts; an instance that is gone ends them as well.
  void followEngine(engine, instanceId, observer, state, controller.signal)
  void followUsage(engine, instanceId, observer, state, controller.signal)
  return { [Symbol.dispose]: () => controller.abort() }
}

interface WatchState {
  hasActivity: boolean
  diskBytes: number | null
}

async function followEngine(
  engine: Docker,
  instanceId: string,
  observer: InstanceObserver,
  state: WatchState,
  signal: AbortSignal,
): Promise<void> {
  const inner = innerEngine(engine, instanceId)
  let isUp = true
  const reportEngine = (up: boolean): void => {
    if (up !== isUp && !signal.aborted) observer.onEngine(up)
    isUp = up
  }
  const reportPorts = async (): Promise<void> => {
    const ports = openPorts(await inner.listContainers())
    if (!signal.aborted) observer.onPorts(ports)
  }
  while (!signal.aborted) {
    try {
      await followInnerEvents(inner, {
        signal,
        onConnected: async () => {
          reportEngine(true)
          await reportPorts()
        },
        onEvent: async (event) => {
          state.hasActivity = true
          observer.onActivity()
          if (event.Type === 'container') await reportPorts()
        },
      })
    } catch {
      // The inner Engine is down, or the instance is gone: both show as "not up" until told otherwise.
    }
    reportEngine(false)
    await delay(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
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
