import type { CheckedClock } from '../ports/clock.ts'

export class FakeClock implements CheckedClock {
  wallAheadMs = 0
  #now = 1_000_000

  now(): number {
    return this.#now
  }

  advance(ms: number): void {
    this.#now += ms
  }

  /** Somebody has set it: in either direction. */
  set(now: number): void {
    this.#now = now
  }
}
