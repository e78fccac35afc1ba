import { slug } from 'github-slugger'
import type { Heading, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { ChapterContext } from '../chapter-nodes.ts'

/** The step before the first heading has this id, so no heading may. */
export const INTRO_ID = 'intro'

/** Gives every heading the id that Git hosts give it, so that a link works there and here. */
export function nameHeadings(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    let depth = 1
    visit(tree, 'heading', (heading, index, parent) => {
      const problem =
        parent?.type !== 'root'
          ? 'a heading may not be inside a list, a quotation or a ::: container'
          : headingProblem(heading, { context, depth, isFirst: isFirst(tree, index) })
      depth = heading.depth
      if (problem) file.message(problem, heading)
      else if (heading.depth > 1) {
        const id = slug(toString(heading))
        context.anchors.add(id)
        heading.data = { ...heading.data, hProperties: { id } }
      }
      return SKIP
    })
  }
}

function headingProblem(
  heading: Heading,
  { context, depth, isFirst }: { context: ChapterContext; depth: number; isFirst: boolean },
): string | undefined {
  const title = toString(heading).trim()
  const id = slug(title)
  if (heading.depth === 1) {
    if (!isFirst) return 'only the first line of the text may be a # heading: steps are ## headings'
    const expected = context.frontMatter?.title
    if (expected !== undefined && title !== expected) return `the # heading must be the title, "${expected}"`
    return undefined
  }
  if (id === '') return 'the heading has no letters or digits: give it a name'
  if (id === INTRO_ID)
    return `a heading cannot be called "${title}": that name is taken by the text before it`
  if (context.anchors.has(id)) return `two headings give the anchor #${id}: each needs a name of its own`
  if (heading.depth > depth + 1) return `the heading skips a level: ${'#'.repeat(depth + 1)} is allowed here`
  return undefined
}

function isFirst(tree: Root, index: number | undefined): boolean {
  return tree.children.slice(0, index).every(({ type }) => type === 'yaml')
}
