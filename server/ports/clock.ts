/** Time as a dependency, so that tests have their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}
