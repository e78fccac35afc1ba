/** An estimate that lies further ahead is a guess: people leave when they are done, not when their time is up. */
const LONGEST_HONEST_MS = 60 * 60_000

export interface WaitingSituation {
  /** 1: the next one. */
  position: number
  /** There is no room: somebody has to leave first. */
  isFull: boolean
  /** How long an instance takes to start, as measured lately. */
  startMs: number
  /** How many start side by side. */
  parallel: number
  /** When sessions end at the latest, and how many instances that frees. In any order. */
  ends: readonly { at: number; frees: number }[]
  now: number
}

/** Milliseconds until the instance is ready; null: nobody can know. */
export function estimateWait(situation: WaitingSituation): number | null {
  const { position, isFull, startMs, parallel, ends, now } = situation
  const startingMs = Math.ceil(position / parallel) * startMs
  if (!isFull) return startingMs
  let freed = 0
  for (const { at, frees } of [...ends].sort((a, b) => a.at - b.at)) {
    freed += frees
    if (freed < position) continue
    const waitMs = Math.max(0, at - now) + startMs
    return waitMs > LONGEST_HONEST_MS ? null : waitMs
  }
  return null
}
