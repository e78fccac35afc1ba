import type { ContainerStats } from 'dockerode'
import type Docker from 'dockerode'
import type { Usage } from '../protocol/session.ts'
import { callEngine } from './engine-errors.ts'

type CpuReading = { atNs: number; usedNs: number }

/** CPU and memory of one instance, from the lab engine's statistics. */
export class UsageSampler {
  readonly #engine: Docker
  readonly #instanceId: string
  #last: CpuReading | undefined
  #cpus: number | undefined

  constructor(engine: Docker, instanceId: string) {
    this.#engine = engine
    this.#instanceId = instanceId
  }

  /** CPU is the mean since the last sample, so the first one gives no figure. */
  async sample(): Promise<Pick<Usage, 'cpuPercent' | 'memoryBytes' | 'memoryLimitBytes'> | undefined> {
    const container = this.#engine.getContainer(this.#instanceId)
    this.#cpus ??= ((await callEngine(() => container.inspect())).HostConfig.NanoCpus ?? 0) / 1e9 || 1
    const stats = await callEngine(() => container.stats({ stream: false, 'one-shot': true }))
    const reading = { atNs: Date.parse(stats.read) * 1e6, usedNs: stats.cpu_stats.cpu_usage.total_usage }
    const last = this.#last
    this.#last = reading
    return last && toUsage(stats, { last, reading, cpus: this.#cpus })
  }
}

export function toUsage(
  stats: ContainerStats,
  { last, reading, cpus }: { last: CpuReading; reading: CpuReading; cpus: number },
): Pick<Usage, 'cpuPercent' | 'memoryBytes' | 'memoryLimitBytes'> {
  const elapsedNs = Math.max(1, reading.atNs - last.atNs)
  const share = (reading.usedNs - last.usedNs) / elapsedNs / cpus
  return {
    cpuPercent: Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10,
    memoryBytes: Math.max(0, (stats.memory_stats.usage ?? 0) - inactiveFileBytes(stats)),
    memoryLimitBytes: stats.memory_stats.limit ?? 0,
  }
}

/** Page cache that the kernel gives back under pressure; `docker stats` leaves it out as well (v1 and v2 names). */
function inactiveFileBytes(stats: ContainerStats): number {
  const details = stats.memory_stats.stats as Record<string, number> | undefined
  return details?.total_inactive_file ?? details?.inactive_file ?? 0
}
