import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadLabs } from '../labs/load-labs.ts'
import { preparedLab } from '../testing/prepared-lab.ts'
import { isPlayed, solveChapters } from './solve-labs.ts'
import { startSolvingBroker } from './solving-broker.ts'

/** All labs of this repository, twice each: see lab-content/README.md, "What is proven". */
const ALL_LABS_MS = 45 * 60_000

test(
  'every chapter of every lab works as it is written, and its checks explain what they should',
  async () => {
    const root = join(import.meta.dirname, '../..')
    const labs = await loadLabs(join(root, 'lab-content'))
    const work = labs.flatMap((lab) => lab.chapters.filter(isPlayed).map((chapter) => ({ lab, chapter })))
    await using broker = await startSolvingBroker({ root, lab: await preparedLab(), labs })
    const solved = await solveChapters(broker.origin, work, () => undefined)
    expect(solved.flatMap(({ problems }) => problems)).toEqual([])
    expect(solved).toHaveLength(work.length)
  },
  ALL_LABS_MS,
)
