import type { Block, Chapter, Lab, Step } from '../domain/lab.ts'
import type { PublicBlock, PublicChapter, PublicLab, PublicStep } from '../protocol/lab.ts'

/** The only way from a lab to what a browser may see: named fields, so that a new secret field stays here. */
export function toPublicLab({ id, title, summary, chapters }: Lab): PublicLab {
  return { id, title, summary, chapters: chapters.map(toPublicChapter) }
}

export function toPublicChapter(chapter: Chapter): PublicChapter {
  const { id, title, minutes, level } = chapter
  return { id, title, minutes, level, steps: chapter.steps.map((step) => toPublicStep(step, chapter)) }
}

function toPublicStep({ id, title, checks, content, blocks }: Step, chapter: Chapter): PublicStep {
  const publicBlocks: PublicStep['blocks'] = {}
  for (const blockId of blocks) {
    const block = chapter.blocks.get(blockId)
    if (block) publicBlocks[blockId] = toPublicBlock(block)
  }
  return { id, title, checks, content, blocks: publicBlocks }
}

function toPublicBlock({ id, language, code, isRunnable, instance }: Block): PublicBlock {
  return { id, language, code, isRunnable, instance }
}
