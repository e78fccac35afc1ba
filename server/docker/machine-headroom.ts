import { readFile, statfs } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { MEMORY_RESERVE_BYTES, type Headroom } from '../domain/admission.ts'
import type { HeadroomMeter } from '../ports/headroom.ts'

/** Where a host's Docker Engine keeps its data, the lab engine's volume among it, unless it was told otherwise. */
const ENGINE_DATA_PATH = '/var/lib/docker'

/** The files that tell, for tests of their own. */
export interface MachineFiles {
  memory: string
  pressure: string
  engineData: string
}

const REAL_FILES: MachineFiles = {
  memory: '/proc/meminfo',
  pressure: '/proc/pressure/cpu',
  engineData: ENGINE_DATA_PATH,
}

/** The lab engine is asked this often: what fills a disk takes longer. */
const DISK_READ_MS = 10_000

/** What this machine has left. The broker runs on the machine that its lab engine is on. */
export class MachineHeadroom implements HeadroomMeter {
  readonly #files: MachineFiles
  readonly #askEngine: () => Promise<number | null>
  #engineDisk: { bytes: Promise<number | null>; readAt: number } | undefined

  /** `askEngine`: free bytes where the lab engine keeps everything; null while it does not tell. */
  constructor(askEngine: () => Promise<number | null>, files: MachineFiles = REAL_FILES) {
    this.#askEngine = askEngine
    this.#files = files
  }

  async read(): Promise<Headroom> {
    const [memoryBytes, diskBytes, cpu] = await Promise.all([this.#memory(), this.#disk(), this.#cpu()])
    return { memoryBytes, diskBytes, cpu }
  }

  async #memory(): Promise<number | null> {
    const text = await readFile(this.#files.memory, 'utf8').catch(() => '')
    // What can be had without swapping, caches included.
    const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1]
    return kibibytes === undefined ? null : Number(kibibytes) * 1024 - MEMORY_RESERVE_BYTES
  }

  async #disk(): Promise<number | null> {
    const isStale = !this.#engineDisk || performance.now() - this.#engineDisk.readAt > DISK_READ_MS
    if (isStale) this.#engineDisk = { bytes: this.#askEngine().catch(() => null), readAt: performance.now() }
    const bytes = await this.#engineDisk?.bytes
    if (typeof bytes === 'number') return bytes
    // Somebody else's Engine, or one that is elsewhere: its own checks have to do.
    const stats = await statfs(this.#files.engineData).catch(() => null)
    return stats && stats.bavail * stats.bsize
  }

  async #cpu(): Promise<Headroom['cpu']> {
    const text = await readFile(this.#files.pressure, 'utf8').catch(() => '')
    const percent = /^some avg10=([\d.]+)/m.exec(text)?.[1]
    // Kernels can be built without it.
    const pressurePercent = percent === undefined ? null : Number(percent)
    return { pressurePercent, wantingPerCpu: loadavg()[0]! / availableParallelism() }
  }
}
