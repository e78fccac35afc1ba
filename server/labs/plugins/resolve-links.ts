import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { ChapterContext } from '../chapter-nodes.ts'

const CHAPTER = /^\.\.\/(\d\d-([a-z0-9-]+))\/chapter\.md(?:#(.+))?$/
const ALLOWED = 'allowed: https://…, #a-heading, ../NN-chapter/chapter.md'

/**
 * Links are written so that they work on a Git host: to a heading, or to another chapter's file. The latter become
 * the address of the chapter's page; whether it exists is found out when all chapters are read. Comes after
 * `nameHeadings`.
 */
export function resolveLinks(context: ChapterContext): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    visit(tree, ['link', 'definition'], (node) => {
      if (node.type !== 'link' && node.type !== 'definition') return
      const problem = resolve(node, context)
      if (problem) file.message(problem, node)
    })
  }
}

function resolve(
  node: { url: string; position?: { start: { line: number } } | undefined },
  { anchors, labId, links }: ChapterContext,
): string | undefined {
  const { url } = node
  if (url.startsWith('#')) {
    return anchors.has(url.slice(1)) ? undefined : `there is no heading ${url} in this chapter`
  }
  const chapter = CHAPTER.exec(url)
  if (chapter) {
    const [, folder, id, anchor] = chapter
    links.push({ line: node.position?.start.line ?? 1, folder: folder!, anchor })
    node.url = `/labs/${labId}/${id}${anchor === undefined ? '' : `#${anchor}`}`
    return undefined
  }
  if (!URL.canParse(url)) return `the link "${url}" leads nowhere, ${ALLOWED}`
  const isWeb = ['http:', 'https:'].includes(new URL(url).protocol)
  return isWeb ? undefined : `the link "${url}" is not a web address, ${ALLOWED}`
}
