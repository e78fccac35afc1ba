import type { Block } from '../domain/lab.ts'
import type { ChapterContext } from './chapter-nodes.ts'

/** What is wrong with a block in its chapter. */
export function blockProblem(block: Block, { blocks, frontMatter }: ChapterContext): string | undefined {
  if (blocks.has(block.id)) return `two blocks have the id ${block.id}`
  const limit = frontMatter?.instances
  if (block.instance && limit !== undefined && Number(block.instance.slice(4)) > limit) {
    return `the block runs on ${block.instance}, but "instances" is ${limit}`
  }
  if (/[\u200c\u200d]/.test(block.code)) return 'the block has an invisible joining character: remove it'
  if (!block.isRunnable) return undefined
  if (block.code.trim() === '') return 'the block is empty: write a command or remove it'
  if (block.code.includes('\t')) return 'the block has a tab, which a shell takes as "complete": use spaces'
  return undefined
}
