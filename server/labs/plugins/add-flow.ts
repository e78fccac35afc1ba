import type { Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { FlowItem } from '../../domain/lab.ts'
import type { BlockId, CheckId } from '../../protocol/ids.ts'
import type { LabStepNode } from '../chapter-nodes.ts'

/** Lists what happens in a step, in order. Hints are not part of it. Comes after `addDirectives`. */
export function addFlow(): (tree: Root) => void {
  return (tree) => {
    visit(tree, 'labStep', ({ step, children }: LabStepNode) => {
      const content: Root = { type: 'root', children }
      visit(content, (node) => {
        if (elementName(node) === 'lab-hint') return SKIP
        const item = flowItem(node)
        if (item) step.flow.push(item)
        return undefined
      })
      return SKIP
    })
  }
}

function flowItem(node: Nodes): FlowItem | undefined {
  const properties = node.data && 'hProperties' in node.data ? node.data.hProperties : undefined
  if (!properties) return undefined
  switch (elementName(node)) {
    case 'lab-block':
      return { type: 'block', id: properties.blockId as BlockId }
    case 'lab-output':
      return properties.isExample === true ? undefined : { type: 'output', text: outputText(node) }
    case 'lab-check':
      return { type: 'check', id: properties.checkId as CheckId }
    case undefined:
    default:
      return undefined
  }
}

function outputText(node: Nodes): string {
  const [child] = node.type === 'labElement' ? (node.data.hChildren ?? []) : []
  return child?.type === 'text' ? child.value : toString(node)
}

function elementName(node: Nodes): string | undefined {
  return node.data && 'hName' in node.data ? node.data.hName : undefined
}
