import type { Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { visit } from 'unist-util-visit'

const REASONS: Partial<Record<Nodes['type'], string>> = {
  html: 'raw HTML is not allowed: write Markdown, and < as `<` in code or \\< in text',
  imageReference: 'write a picture as ![What it shows](images/name.svg)',
  footnoteDefinition: 'footnotes are not supported: say it in the text or in a :::note',
  footnoteReference: 'footnotes are not supported: say it in the text or in a :::note',
}

/** What Markdown can do and a chapter must not. */
export function refuseUnsupported(): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, (node) => {
      const reason = REASONS[node.type]
      if (reason) file.message(reason, node)
    })
  }
}
