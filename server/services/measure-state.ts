import { setTimeout as delay } from 'node:timers/promises'
import type { HeadroomMeter } from '../ports/headroom.ts'
import type { EngineStatus, Provisioner } from '../ports/provisioner.ts'
import type { Capacity } from './capacity.ts'
import type { Metrics } from './metrics.ts'
import type { Pool } from './pool.ts'
import type { Sessions } from './sessions.ts'
import type { Terminals } from './terminals.ts'

/** A scrape is given up by Prometheus after ten seconds. */
const ENGINE_TIMEOUT_MS = 3_000
const INSTANCE_STATES = ['starting', 'ready', 'failed', 'removing'] as const

export interface Traffic {
  sockets: number
  bytesIn: number
  bytesOut: number
}

export interface MeasuredParts {
  sessions: Sessions
  terminals: Pick<Terminals, 'count'>
  provisioner: Pick<Provisioner, 'status'>
  capacity: Pick<Capacity, 'admission' | 'waitingRoom'>
  pool: Pick<Pool, 'ready'>
  headroom: HeadroomMeter
  traffic: () => Traffic
}

/** Values that are read from the parts of the broker when somebody asks for the metrics. */
export function measureState(metrics: Metrics, parts: MeasuredParts): void {
  const { sessions, terminals, capacity, pool, headroom, traffic } = parts
  metrics.gauge('drydock_sessions_open', 'Sessions of participants', () => sessions.all().length)
  metrics.gauges('drydock_instances', 'Instances by state, prepared ones included', 'status', () => {
    const counts = Object.fromEntries(INSTANCE_STATES.map((status) => [status, 0]))
    for (const { status } of sessions.known().flatMap((session) => session.everyInstance())) {
      counts[status] = (counts[status] ?? 0) + 1
    }
    return counts
  })
  metrics.gauge('drydock_instances_max', 'Instances that there may be', () => capacity.admission.maxInstances)
  metrics.gauge('drydock_pool_ready', 'Prepared sessions that nobody has yet', () => pool.ready)
  metrics.gauge('drydock_waiting', 'Instances that wait for room', () => capacity.waitingRoom.size)
  metrics.gauge('drydock_terminals_open', 'Shells that the broker follows', () => terminals.count)
  metrics.gauge('drydock_sockets_open', 'Tabs that are connected', () => traffic().sockets)
  metrics.total('drydock_socket_bytes_total', 'Bytes of tabs’ connections', 'direction', () => {
    const { bytesIn, bytesOut } = traffic()
    return { in: bytesIn, out: bytesOut }
  })
  measureHeadroom(metrics, headroom)
  measureEngine(metrics, parts.provisioner)
}

function measureHeadroom(metrics: Metrics, meter: HeadroomMeter): void {
  metrics.gauge(
    'drydock_headroom_memory_bytes',
    'Memory that instances may still take',
    async () => (await meter.read()).memoryBytes,
  )
  metrics.gauge(
    'drydock_headroom_disk_bytes',
    'Free where instances’ data is',
    async () => (await meter.read()).diskBytes,
  )
  metrics.gauge('drydock_cpu_pressure_percent', 'Share of time that something waited for a CPU', async () => {
    const { cpu } = await meter.read()
    return cpu?.pressurePercent ?? null
  })
}

const UNKNOWN_DISK = { instances: 'unknown', freeBytes: null } as const

/** One question to the lab engine answers three values. */
function measureEngine(metrics: Metrics, provisioner: Pick<Provisioner, 'status'>): void {
  let asking: Promise<EngineStatus & { seconds: number | null }> | undefined
  const ask = () => (asking ??= askEngine(provisioner).finally(() => (asking = undefined)))
  metrics.gauge('drydock_engine_up', '1: the lab engine answers', async () => Number((await ask()).isUp))
  metrics.gauge('drydock_hub_up', '1: the Hub runs', async () => Number((await ask()).isHubUp))
  metrics.gauge(
    'drydock_engine_answer_seconds',
    'How long the lab engine took to answer',
    async () => (await ask()).seconds,
  )
}

async function askEngine(provisioner: Pick<Provisioner, 'status'>) {
  const startedMs = performance.now()
  const late = new AbortController()
  const timeout = delay(ENGINE_TIMEOUT_MS, undefined, { signal: late.signal }).catch(() => undefined)
  const status = await Promise.race([provisioner.status(), timeout])
  late.abort()
  if (!status) return { isUp: false, version: null, isHubUp: false, disk: UNKNOWN_DISK, seconds: null }
  return { ...status, seconds: status.isUp ? (performance.now() - startedMs) / 1_000 : null }
}
