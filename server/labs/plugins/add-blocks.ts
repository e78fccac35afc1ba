import type { Code, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { Block } from '../../domain/lab.ts'
import { readBlockMeta } from '../block-meta.ts'
import { blockProblem } from '../block-problem.ts'
import type { ChapterContext, LabElementNode, LabStepNode } from '../chapter-nodes.ts'
import { labElement } from '../lab-element.ts'
import { deriveBlockId } from '../derive-block-id.ts'
import { fenceProblem } from '../fence-problem.ts'

/** Turns fences into blocks, and `output` fences into what to expect. Comes after `addSteps`. */
export function addBlocks(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, 'labStep', (stepNode: LabStepNode) => {
      visit(stepNode, 'code', (code, index, parent) => {
        const problem = fenceProblem(code, String(file))
        if (problem) file.message(problem, code)
        else if (parent && index !== undefined) {
          const element =
            code.lang === 'output'
              ? outputElement(code, file)
              : blockElement(code, { context, stepNode, file })
          if (element) parent.children[index] = element
        }
        return SKIP
      })
      return SKIP
    })
  }
}

function outputElement(code: Code, file: VFile): LabElementNode {
  if (code.meta) file.message('an output block takes no further words', code)
  return labElement('lab-output', {}, { node: code, content: [{ type: 'text', value: code.value }] })
}

function blockElement(
  code: Code,
  { context, stepNode: { step }, file }: { context: ChapterContext; stepNode: LabStepNode; file: VFile },
): LabElementNode | undefined {
  const reading = readBlockMeta(code.lang!, code.meta ?? '')
  if (!reading.ok) {
    file.message(reading.reason, code)
    return undefined
  }
  const { isRunnable, isInterrupting, instance = null } = reading.meta
  const id = reading.meta.id ?? deriveBlockId({ stepId: step.id, code: code.value }, context.blocks)
  const block: Block = { id, language: code.lang!, code: code.value, isRunnable, instance, isInterrupting }
  const problem = blockProblem(block, context)
  if (problem) file.message(problem, code)
  context.blocks.set(id, block)
  step.blocks.push(id)
  return labElement('lab-block', { blockId: id }, { node: code })
}
