import { cache } from 'react'
import type { Lab } from '../../server/domain/lab.ts'
import { loadLabs } from '../../server/labs/load-labs.ts'
import { toPublicLab } from '../../server/labs/to-public-lab.ts'
import type { PublicChapter, PublicLab } from '../../server/protocol/lab.ts'

// Pages are a process of their own, which gets the folder from the one that starts it (server/config.ts).
// eslint-disable-next-line no-restricted-properties
const LABS_DIRECTORY = process.env.DRYDOCK_LABS_DIR ?? 'lab-content'

/** Read once for each page. */
const readContent = cache((): Promise<Lab[]> => loadLabs(LABS_DIRECTORY))

/** All labs, as a browser may see them. */
export const readLabs = cache(async (): Promise<PublicLab[]> => (await readContent()).map(toPublicLab))

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

/** A picture of a chapter: the names are of the lab, its folder, and the file. */
export interface Picture {
  lab: string
  folder: string
  file: string
  svg: string
}

export async function readPictures(): Promise<Picture[]> {
  return (await readContent()).flatMap(({ id, chapters }) =>
    chapters.flatMap(({ folder, pictures }) =>
      [...pictures].map(([file, svg]) => ({ lab: id, folder, file, svg })),
    ),
  )
}
