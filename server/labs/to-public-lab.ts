import type { Block, Chapter, Lab, Step, Variable } from '../domain/lab.ts'
import type { PublicBlock, PublicChapter, PublicLab, PublicStep, PublicVariable } from '../protocol/lab.ts'

/** The only way from a lab to what a browser may see: named fields, so that a new secret field stays here. */
export function toPublicLab({ id, title, summary, chapters }: Lab): PublicLab {
  return { id, title, summary, chapters: chapters.map(toPublicChapter) }
}

export function toPublicChapter(chapter: Chapter): PublicChapter {
  const { id, title, minutes, level, quiz, proven } = chapter
  const steps = chapter.steps.map((step) => toPublicStep(step, chapter))
  const variables = [...chapter.variables.values()].map(toPublicVariable)
  return { id, title, minutes, level, steps, variables, quiz, proven }
}

function toPublicStep({ id, title, content, ...step }: Step, { blocks, checks }: Chapter): PublicStep {
  const publicBlocks: PublicStep['blocks'] = {}
  for (const blockId of step.blocks) {
    const block = blocks.get(blockId)
    if (block) publicBlocks[blockId] = toPublicBlock(block)
  }
  const publicChecks = step.checks.flatMap((checkId) => {
    const check = checks.get(checkId)
    return check ? [{ id: check.id, on: check.on, hints: check.hints }] : []
  })
  return { id, title, checks: publicChecks, content, blocks: publicBlocks }
}

function toPublicBlock({
  id,
  language,
  code,
  isRunnable,
  isAnswer,
  isMeantToFail,
  instance,
}: Block): PublicBlock {
  return { id, language, code, isRunnable, isAnswer, isMeantToFail, instance }
}

function toPublicVariable({ name, example, pattern, source }: Variable): PublicVariable {
  return { name, example, pattern, ask: source.type === 'ask' ? source.ask : null }
}
