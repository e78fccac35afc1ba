import { setTimeout as delay } from 'node:timers/promises'
import { Throttle } from '../lib/throttle.ts'
import type { InstanceObserver } from '../ports/provisioner.ts'
import type { InnerEngine } from './inner-engine.ts'
import { followInnerEvents } from './inner-events.ts'
import { toHappening } from './inner-happening.ts'
import { openPorts } from './open-ports.ts'

/** The inner Engine restarts within about two seconds (`systemctl restart docker`). */
const RECONNECT_MS = 500
/** Each report runs checks and tells every tab; `docker compose up` alone causes dozens of events. */
const REPORT_INTERVAL_MS = 500

type EngineObserver = Pick<InstanceObserver, 'onEngine' | 'onPorts' | 'onActivity' | 'onHappening'>

/** Follows an inner Engine through its restarts until aborted. Never rejects, whatever the Engine sends. */
export async function watchInnerEngine(
  inner: InnerEngine,
  observer: EngineObserver,
  signal: AbortSignal,
): Promise<void> {
  let isUp = true
  let connection = new AbortController()
  const reportEngine = (up: boolean): void => {
    if (up !== isUp && !signal.aborted) observer.onEngine(up)
    isUp = up
  }
  using activity = new Throttle(REPORT_INTERVAL_MS, () => {
    if (!signal.aborted) observer.onActivity()
  })
  using ports = new Throttle(REPORT_INTERVAL_MS, async () => {
    const { signal: ended } = connection
    try {
      const open = openPorts(await inner.containers(AbortSignal.any([signal, ended])))
      if (!signal.aborted && !ended.aborted) observer.onPorts(open)
    } catch (error) {
      // Events without a list are of no use: connect anew, and ask again then.
      if (!ended.aborted) connection.abort(error)
    }
  })
  while (!signal.aborted) {
    connection = new AbortController()
    try {
      await followInnerEvents(inner, {
        signal: AbortSignal.any([signal, connection.signal]),
        onConnected: () => {
          reportEngine(true)
          ports.trigger()
        },
        onEvent: (event) => {
          activity.trigger()
          const happening = toHappening(event)
          if (happening && !signal.aborted) observer.onHappening(happening)
          if (event.Type === 'container') ports.trigger()
        },
      })
    } catch {
      // The inner Engine is down, or the instance is gone: both show as "not up" until told otherwise.
    }
    connection.abort()
    reportEngine(false)
    await delay(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
  }
}
