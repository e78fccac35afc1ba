import { createHash } from 'node:crypto'
import { blockIdSchema, type BlockId } from '../protocol/ids.ts'

/**
 * Made of the text, not of the place: a page that was open while the chapter changed then runs what it shows, or
 * is told that the block is gone, but never another command.
 */
export function deriveBlockId(
  { stepId, code }: { stepId: string; code: string },
  blocks: ReadonlyMap<BlockId, unknown>,
): BlockId {
  const prefix =
    stepId
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 48)
      .replace(/^-|-$/g, '') || 'block'
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 8)
  for (let number = 1; ; number++) {
    const id = blockIdSchema.parse(number === 1 ? `${prefix}-${hash}` : `${prefix}-${hash}-${number}`)
    if (!blocks.has(id)) return id
  }
}
