import type { ElementContent, Properties } from 'hast'
import type { BlockContent, Node } from 'mdast'
import type { LabElementNode } from './chapter-nodes.ts'

/** An element of ours in place of a Markdown node, at the same place in the file. */
export function labElement(
  name: string,
  properties: Properties,
  { node, children = [], content }: { node: Node; children?: BlockContent[]; content?: ElementContent[] },
): LabElementNode {
  return {
    type: 'labElement',
    children,
    data: { hName: name, hProperties: properties, ...(content ? { hChildren: content } : {}) },
    position: node.position,
  }
}
