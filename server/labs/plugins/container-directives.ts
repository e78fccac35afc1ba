import type { RootContent } from 'mdast'
import { toString } from 'mdast-util-to-string'

export type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>

/** What is wrong with the form of a container; `source` is the text that it was parsed from. */
export function containerProblem(node: ContainerDirective, source: string): string | undefined {
  const lines = source.slice(node.position?.start.offset, node.position?.end.offset).split('\n')
  const isClosed = lines.length > 1 && /^[ \t>]*:{3,}[ \t]*$/.test(lines.at(-1)!)
  if (!isClosed) return `:::${node.name} is never closed: end it with a line of :::`
  if (Object.keys(node.attributes ?? {}).length > 0) return `:::${node.name} takes no {attributes}`
  return undefined
}

/** `:::hint[Summary]`: text that opens on a click. Returns what is wrong with it. */
export function convertHint(node: ContainerDirective): string | undefined {
  const summary = takeLabel(node)
  if (!summary) return ':::hint needs a summary: :::hint[The push is refused?]'
  node.data = { hName: 'lab-hint', hProperties: { summary } }
  return undefined
}

/** `:::note` and `:::warning`. Returns what is wrong with it. */
export function convertNote(node: ContainerDirective): string | undefined {
  if (takeLabel(node) !== undefined) return `:::${node.name} takes no [label]: begin its text with it`
  node.data = { hName: 'lab-note', hProperties: { kind: node.name } }
  return undefined
}

/** A label is parsed as a first paragraph with a mark. */
function takeLabel(node: ContainerDirective): string | undefined {
  const [first] = node.children
  if (first?.type !== 'paragraph' || !first.data || !('directiveLabel' in first.data)) return undefined
  node.children.shift()
  return toString(first).trim()
}
