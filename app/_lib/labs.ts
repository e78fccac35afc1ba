import { cache } from 'react'
import { loadLabs } from '../../server/labs/load-labs.ts'
import { toPublicLab } from '../../server/labs/to-public-lab.ts'
import type { PublicChapter, PublicLab } from '../../server/protocol/lab.ts'

// Pages are a process of their own, which gets the folder from the one that starts it (server/config.ts).
// eslint-disable-next-line no-restricted-properties
const LABS_DIRECTORY = process.env.DRYDOCK_LABS_DIR ?? 'lab-content'

/** All labs, as a browser may see them; read once for each page. */
export const readLabs = cache(async (): Promise<PublicLab[]> => {
  const labs = await loadLabs(LABS_DIRECTORY)
  return labs.map(toPublicLab)
})

export async function findLab(labId: string): Promise<PublicLab | undefined> {
  return (await readLabs()).find(({ id }) => id === labId)
}

/** The first chapter when none is named; undefined when there is no such lab, chapter or deeper path. */
export async function findChapter(
  labId: string,
  path: string[] = [],
): Promise<{ lab: PublicLab; chapter: PublicChapter } | undefined> {
  const lab = await findLab(labId)
  const chapter = path.length === 0 ? lab?.chapters[0] : lab?.chapters.find(({ id }) => id === path[0])
  return lab && chapter && path.length <= 1 ? { lab, chapter } : undefined
}
