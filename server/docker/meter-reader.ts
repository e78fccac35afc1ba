import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  parseKill,
  parseMeters,
  type EngineMeters,
  type InstanceMeter,
  type Kill,
} from './engine-meter-lines.ts'

/** The lab engine measures as often (images/engine/drydock-meter). */
const INTERVAL_MS = 2_000
/** Reports of one interval; the kernel writes 500 bytes each, and what is beyond comes with the next. */
const MAX_READ_BYTES = 64 * 1024

export interface MeterListener {
  onMeter(meter: InstanceMeter): void
  onKill(kill: Kill): void
}

/** Follows what the lab engine measures from outside of the instances, for all of them with one reading. */
export class MeterReader {
  readonly #folder: string
  readonly #listeners = new Map<string, Set<MeterListener>>()
  #isRunning = false

  /** `socketPath`: of the lab engine, whose meters are beside it. */
  constructor(socketPath: string) {
    this.#folder = dirname(socketPath)
  }

  /** What there is now; empty for a lab engine without meters. */
  async read(): Promise<EngineMeters> {
    return parseMeters(await readFile(join(this.#folder, 'meters'), 'utf8').catch(() => ''))
  }

  follow(instanceId: string, listener: MeterListener): Disposable {
    const listeners = this.#listeners.get(instanceId) ?? new Set()
    this.#listeners.set(instanceId, listeners.add(listener))
    if (!this.#isRunning) void this.#run()
    return {
      [Symbol.dispose]: () => {
        listeners.delete(listener)
        if (listeners.size === 0) this.#listeners.delete(instanceId)
      },
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    const reports = new ReportFile(join(this.#folder, 'kills'))
    // What happened before is not news.
    await reports.skip()
    const killsSeen = new Map<string, number>()
    while (this.#listeners.size > 0) {
      const { engine, instances } = await this.read()
      const lines = await reports.next()
      for (const [id, listeners] of this.#listeners) {
        const kills = lines.flatMap((line) => parseKill(line, id) ?? [])
        const meter = instances.get(id)
        if (meter && engine?.hasKernelLog === false) kills.push(...uncounted(id, meter, killsSeen))
        for (const listener of listeners) {
          if (meter) listener.onMeter(meter)
          for (const kill of kills) listener.onKill(kill)
        }
      }
      await delay(INTERVAL_MS, undefined, { ref: false })
    }
    this.#isRunning = false
  }
}

/** Where the kernel's reports cannot be read: that there was one, at least. */
function uncounted(id: string, { kills }: InstanceMeter, seen: Map<string, number>): Kill[] {
  if (kills === null) return []
  const before = seen.get(id) ?? kills
  seen.set(id, kills)
  return kills > before ? [{ process: null, container: null, limit: 'instance' }] : []
}

/** A file that grows by lines, and begins anew now and then. */
class ReportFile {
  readonly #path: string
  #offset = 0
  #rest = ''

  constructor(path: string) {
    this.#path = path
  }

  async skip(): Promise<void> {
    await this.#read((size) => (this.#offset = size))
  }

  async next(): Promise<string[]> {
    const text = await this.#read((size) => {
      if (size < this.#offset) this.#offset = 0
    })
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines
  }

  async #read(prepare: (size: number) => void): Promise<string> {
    try {
      await using file = await open(this.#path)
      prepare((await file.stat()).size)
      const { bytesRead, buffer } = await file.read({
        buffer: Buffer.alloc(MAX_READ_BYTES),
        position: this.#offset,
      })
      this.#offset += bytesRead
      return buffer.toString('utf8', 0, bytesRead)
    } catch {
      // A lab engine without reports, or one that is about to start.
      return ''
    }
  }
}
