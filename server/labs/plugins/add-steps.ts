import type { Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import type { StepId } from '../../protocol/ids.ts'
import type { LabStepNode } from '../chapter-nodes.ts'
import { INTRO_ID } from './name-headings.ts'

/** Cuts the text at its `##` headings into steps. Comes after `nameHeadings`. */
export function addSteps(): (tree: Root) => void {
  return (tree) => {
    const intro = stepNode(INTRO_ID, 'Introduction')
    const steps = [intro]
    for (const node of tree.children) {
      if (node.type === 'yaml') continue
      if (node.type !== 'heading' || node.depth > 2) steps.at(-1)!.children.push(node)
      else if (node.depth === 2) steps.push(stepNode(String(node.data?.hProperties?.id), toString(node)))
    }
    tree.children = steps.filter((step) => step !== intro || step.children.length > 0)
  }
}

function stepNode(id: string, title: string): LabStepNode {
  return {
    type: 'labStep',
    step: { id: id as StepId, title, blocks: [], checks: [], flow: [] },
    children: [],
    data: { hName: 'section' },
  }
}
