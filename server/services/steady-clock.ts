import type { CheckedClock } from '../ports/clock.ts'
import type { Settings } from '../ports/store.ts'

/** Where the machine's times come from. */
export interface TimeSources {
  /** The wall clock: milliseconds since the epoch. It may be set, by hours, in either direction. */
  wall(): number
  /** Milliseconds since the machine's start, which nobody sets. */
  uptime(): number
  /** Another one after each start of the machine. */
  bootId: string
}

interface Anchor {
  bootId: string
  uptime: number
  time: number
}

const SETTING = 'clock'

/**
 * Time that does not jump. It follows the wall clock as that was when Drydock first started in this run of the machine, and
 * counts from there by the machine's uptime; a wall clock that is set meanwhile neither ends all sessions nor keeps them
 * for ever, also not over a restart of the broker. With the machine's next start the wall clock is believed again.
 */
export class SteadyClock implements CheckedClock {
  readonly #sources: TimeSources
  readonly #anchor: Anchor

  private constructor(sources: TimeSources, anchor: Anchor) {
    this.#sources = sources
    this.#anchor = anchor
  }

  static async open(settings: Settings, sources: TimeSources): Promise<SteadyClock> {
    const kept = parseAnchor(await settings.read(SETTING))
    if (kept?.bootId === sources.bootId) return new SteadyClock(sources, kept)
    const anchor = { bootId: sources.bootId, uptime: sources.uptime(), time: sources.wall() }
    await settings.write(SETTING, JSON.stringify(anchor))
    return new SteadyClock(sources, anchor)
  }

  now(): number {
    return this.#anchor.time + Math.round(this.#sources.uptime() - this.#anchor.uptime)
  }

  get wallAheadMs(): number {
    return this.#sources.wall() - this.now()
  }
}

function parseAnchor(text: string | undefined): Anchor | undefined {
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  if (!('bootId' in value) || !('uptime' in value) || !('time' in value)) return undefined
  const { bootId, uptime, time } = value
  if (typeof bootId !== 'string' || typeof uptime !== 'number' || typeof time !== 'number') return undefined
  return { bootId, uptime, time }
}
