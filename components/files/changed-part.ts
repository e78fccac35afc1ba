/** The one stretch in which two texts differ: replacing no more than it keeps cursor and scroll where they are. */
export function changedPart(old: string, next: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(old.length, next.length)
  let from = 0
  while (from < shorter && old[from] === next[from]) from++
  let tail = 0
  while (tail < shorter - from && old.at(-1 - tail) === next.at(-1 - tail)) tail++
  return { from, to: old.length - tail, insert: next.slice(from, next.length - tail) }
}
