import fc from 'fast-check'

/** Something that takes whatever comes, and what must be true of it then. */
export interface FuzzTarget extends AsyncDisposable {
  property: fc.IRawProperty<unknown>
}

export interface FuzzOptions {
  /** Inputs that are tried. */
  runs: number
  /** The same seed tries the same inputs; a failure names it. */
  seed: number
}

/** Throws with the smallest input that it finds to fail, and how to try it again. */
export async function fuzz(start: () => Promise<FuzzTarget>, { runs, seed }: FuzzOptions): Promise<void> {
  await using target = await start()
  await fc.assert(target.property, { numRuns: runs, seed })
}
