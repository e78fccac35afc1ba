import type { Root } from 'hast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import type { ChapterContext } from './chapter-nodes.ts'
import { refuseUnsupported } from './plugins/refuse-unsupported.ts'
import { resolveLinks } from './plugins/resolve-links.ts'
import type { LineProblem } from './source-text.ts'

/** A line of Markdown from a YAML file → its content, without a paragraph around it. */
export function inlineContent(
  text: string,
  context: ChapterContext,
  line: number,
): { content: Root; problems: LineProblem[] } {
  const file = new VFile(text)
  const linksBefore = context.links.length
  const tree = unified().use(remarkParse).use(remarkGfm).parse(file)
  const isLine = tree.children.length === 1 && tree.children[0]!.type === 'paragraph'
  const content = unified()
    .use(refuseUnsupported)
    .use(resolveLinks, context)
    .use(remarkRehype)
    .runSync(tree, file)
  for (const link of context.links.slice(linksBefore)) link.line = line
  visit(content, (node) => void delete node.position)
  const [paragraph] = content.children
  const problems = file.messages.map(({ reason }) => ({ line, message: reason }))
  if (!isLine) problems.push({ line, message: 'must be plain text of one paragraph' })
  return {
    content: { type: 'root', children: paragraph?.type === 'element' ? paragraph.children : [] },
    problems,
  }
}
