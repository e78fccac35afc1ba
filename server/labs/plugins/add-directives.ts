import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { ChapterContext, LabStepNode } from '../chapter-nodes.ts'
import { convertCheck, convertInput, convertPort, type LeafDirective } from './leaf-directives.ts'
import { convertHint, convertNote, containerProblem } from './container-directives.ts'

const ALLOWED =
  '::check{#id}, ::input{#name}, ::port{instance=node1 port=5000 path="/"}, :::hint[Summary], :::note, :::warning'

/** Turns directives into elements of ours. Comes after `addSteps`. */
export function addDirectives(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, 'labStep', (stepNode: LabStepNode) => {
      visit(stepNode, (node, _index, parent) => {
        const problem = convert(node, { context, stepNode, parent, source: String(file) })
        if (problem) file.message(problem, node)
      })
    })
  }
}

interface Place {
  context: ChapterContext
  stepNode: LabStepNode
  parent: Nodes | undefined
  source: string
}

/** Returns what is wrong with the node; nodes that are no directives are left alone. */
function convert(node: Nodes, { context, stepNode, parent, source }: Place): string | undefined {
  if (node.type === 'text') {
    const isDirective = parent?.type === 'paragraph' && /^:{2,}/m.test(node.value)
    return isDirective ? `this looks like a directive but is none, allowed: ${ALLOWED}` : undefined
  }
  if (node.type === 'leafDirective') {
    if (parent !== stepNode)
      return `::${node.name} must stand by itself, not in a list, quotation or container`
    if (node.name === 'check') return convertCheck(node, context, stepNode)
    if (node.name === 'port') return convertPort(node, context)
    if (node.name === 'input') return convertInput(node, context)
    return unknown(node)
  }
  if (node.type !== 'containerDirective') return undefined
  const problem = containerProblem(node, source)
  if (problem) return problem
  if (node.name === 'hint') return convertHint(node)
  if (node.name === 'note' || node.name === 'warning') return convertNote(node)
  return unknown(node)
}

function unknown({ name }: LeafDirective | { name: string }): string {
  return `unknown directive "${name}", allowed: ${ALLOWED}`
}
