import type { Element, Root, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

const VARIABLE = /\{\{([a-z][a-z0-9_-]*)\}\}/

/** Marks the variables in running text, so that the page can show the participant's own values. */
export function addVariables({ names }: { names: readonly string[] }): (tree: Root) => void {
  return (tree) => {
    visit(tree, 'text', (node, index, parent) => {
      if (!parent || index === undefined) return undefined
      const parts = split(node, new Set(names))
      if (parts.length === 1) return undefined
      parent.children.splice(index, 1, ...parts)
      return [SKIP, index + parts.length]
    })
  }
}

function split({ value }: Text, names: ReadonlySet<string>): (Text | Element)[] {
  return value
    .split(new RegExp(`(${VARIABLE.source.replace(/[()]/g, '')})`))
    .filter((part) => part !== '')
    .map((part) => {
      const name = VARIABLE.exec(part)?.[1]
      if (name === undefined || !names.has(name)) return { type: 'text', value: part }
      const children = [{ type: 'text', value: part } satisfies Text]
      return { type: 'element', tagName: 'lab-variable', properties: { name }, children }
    })
}
