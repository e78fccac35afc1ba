import type { Code, Nodes, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { Block } from '../../domain/lab.ts'
import { readBlockMeta, type BlockMeta } from '../block-meta.ts'
import type { BlockId } from '../../protocol/ids.ts'
import { blockProblem } from '../block-problem.ts'
import type { ChapterContext, LabElementNode, LabStepNode } from '../chapter-nodes.ts'
import { labElement } from '../lab-element.ts'
import { deriveBlockId } from '../derive-block-id.ts'
import { fenceProblem } from '../fence-problem.ts'

interface Place {
  context: ChapterContext
  stepNode: LabStepNode
  file: VFile
}

/** Turns fences into blocks, and `output` fences into what to expect. Comes after `addSteps`. */
export function addBlocks(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, 'labStep', (stepNode: LabStepNode) => {
      visit(stepNode, 'code', (code, index, parent) => {
        const problem = fenceProblem(code, String(file))
        if (problem) file.message(problem, code)
        else if (parent && index !== undefined) {
          const place = { context, stepNode, file }
          const element = convert(code, { ...place, before: parent.children.slice(0, index) })
          if (element) parent.children[index] = element
        }
        return SKIP
      })
      return SKIP
    })
  }
}

function convert(code: Code, { before, ...place }: Place & { before: Nodes[] }): LabElementNode | undefined {
  if (code.lang === 'output') return outputElement(code, place, before)
  if (code.lang === 'answer') return answerElement(code, place, before)
  const reading = readBlockMeta(code.lang!, code.meta ?? '')
  if (reading.ok) return blockElement(code, reading.meta, place)
  place.file.message(reading.reason, code)
  return undefined
}

function outputElement(code: Code, { context, file }: Place, before: Nodes[]): LabElementNode {
  const isExample = code.meta === 'example'
  if (code.meta && !isExample) file.message('an output block takes no further word but "example"', code)
  if (!isExample && !runnableBefore(before, context)) {
    file.message('no block that can be run is before this output: add one, or write ```output example', code)
  }
  return labElement(
    'lab-output',
    { isExample },
    { node: code, content: [{ type: 'text', value: code.value }] },
  )
}

function answerElement(code: Code, place: Place, before: Nodes[]): LabElementNode {
  if (code.meta) place.file.message('an answer block takes no further words', code)
  if (code.value.includes('\n') || code.value.trim() === '') {
    place.file.message('an answer is one line: write a fence for each', code)
  }
  if (!runnableBefore(before, place.context)) {
    place.file.message('no block that asks is before this answer', code)
  }
  const meta: BlockMeta = { isRunnable: true, isInterrupting: false, isMeantToFail: false }
  return blockElement(code, meta, place, { isAnswer: true })
}

function blockElement(
  code: Code,
  { id: fixedId, instance, isRunnable, isInterrupting, isMeantToFail }: BlockMeta,
  { context, stepNode: { step }, file }: Place,
  { isAnswer } = { isAnswer: false },
): LabElementNode {
  const id = fixedId ?? deriveBlockId({ stepId: step.id, code: code.value }, context.blocks)
  const kind = { isRunnable, isInterrupting, isMeantToFail, isAnswer }
  const block: Block = { id, language: code.lang!, code: code.value, instance: instance ?? null, ...kind }
  const problem = blockProblem(block, context)
  if (problem) file.message(problem, code)
  context.blocks.set(id, block)
  step.blocks.push(id)
  return labElement('lab-block', { blockId: id }, { node: code })
}

/** What an output or an answer belongs to is the last command before it, past other answers and text. */
function runnableBefore(before: Nodes[], { blocks }: ChapterContext): boolean {
  const commands = before.flatMap((node) => {
    const isBlock = node.type === 'labElement' && node.data.hName === 'lab-block'
    const block = isBlock ? blocks.get(node.data.hProperties.blockId as BlockId) : undefined
    return block && !block.isAnswer ? [block] : []
  })
  return commands.at(-1)?.isRunnable ?? false
}
