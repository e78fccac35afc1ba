/** Somebody's wish for an instance. */
export interface Wish {
  /** Whose it is. */
  owner: object
  /** Grows with each wish. */
  sequence: number
}

/**
 * In which order wishes come true: everybody's first before anybody's second, and in each round whoever came first.
 * Nobody gets ahead by asking often. Somebody's first instance comes before another one's second, whenever it is asked
 * for.
 */
export function startOrder<T extends Wish>(wishes: readonly T[]): T[] {
  const counts = new Map<object, number>()
  const inOrder = [...wishes].sort((a, b) => a.sequence - b.sequence)
  const rounds = inOrder.map((wish) => {
    const round = counts.get(wish.owner) ?? 0
    counts.set(wish.owner, round + 1)
    return { wish, round }
  })
  return rounds.sort((a, b) => a.round - b.round).map(({ wish }) => wish)
}
