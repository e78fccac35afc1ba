import type Docker from 'dockerode'
import { engineStatus, findOnEngine } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'

export async function hasImage(engine: Docker, tag: string): Promise<boolean> {
  return (await findOnEngine(engine.getImage(tag).inspect())) !== undefined
}

/** Two checkouts on a machine, one in use and one under test, must not make each other build again. */
const KEPT_OLDER_TAGS = 1

/** Removes older tags of the same repository, and images of ours without a tag; what is in use stays. */
export async function removeOlderTags(engine: Docker, tag: string): Promise<void> {
  const repository = tag.slice(0, tag.lastIndexOf(':'))
  const images = await engine.listImages({ filters: { reference: [repository] } })
  const newestFirst = images.toSorted((one, other) => other.Created - one.Created)
  const others = newestFirst.flatMap(({ RepoTags }) => RepoTags ?? []).filter((other) => other !== tag)
  const older = others.slice(KEPT_OLDER_TAGS)
  for (const other of older) {
    try {
      await engine.getImage(other).remove()
    } catch (error) {
      // 409: in use. 404: another process was faster.
      const status = engineStatus(error)
      if (status !== 409 && status !== 404) throw error
    }
  }
  await engine.pruneImages({ filters: { dangling: ['true'], label: [LABEL.recipe] } })
}
