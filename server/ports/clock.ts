/** Time as a dependency, so that tests have their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

/** One that has another clock beside it: where they differ by much, one of them is wrong. */
export interface CheckedClock extends Clock {
  /** By how much the machine's own clock is ahead; milliseconds, below 0: behind. */
  readonly wallAheadMs: number
}
