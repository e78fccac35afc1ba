import type { ElementContent, Root, RootContent } from 'hast'
import type { PublicLab, PublicStep } from '../../server/protocol/lab.ts'
import { INTRO_ID } from './chapter-summary.ts'

/** A step as the search knows it: what is found, and where it is. */
export interface SearchSection {
  /** Unique in the lab. */
  id: string
  /** Where it is read, after `/labs/<lab>/`. */
  path: string
  chapter: string
  /** Of the step; empty for the introduction. */
  heading: string
  text: string
}

export function indexLab({ chapters }: PublicLab): SearchSection[] {
  return chapters.flatMap((chapter) =>
    chapter.steps.map((step) => {
      const isIntro = step.id === INTRO_ID
      return {
        id: `${chapter.id} ${step.id}`,
        path: isIntro ? chapter.id : `${chapter.id}#${step.id}`,
        chapter: chapter.title,
        heading: isIntro ? '' : step.title,
        text: sectionText(step),
      }
    }),
  )
}

function sectionText({ content, blocks }: PublicStep): string {
  const codes = new Map<string, string>(Object.entries(blocks).map(([id, { code }]) => [id, code]))
  return textOf(content, codes).replace(/\s+/g, ' ').trim()
}

/** Words that stand apart on the page stand apart here. */
function textOf(node: Root | RootContent | ElementContent, codes: ReadonlyMap<string, string>): string {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return ''
  const own = node.type === 'element' ? textOfProperties(node.properties, codes) : ''
  const inner = node.children.map((child) => textOf(child, codes)).join('')
  return node.type === 'element' && !INLINE.has(node.tagName) ? ` ${own} ${inner} ` : inner
}

/** Within a line of text. */
const INLINE = new Set(['a', 'code', 'del', 'em', 'strong', 'lab-variable'])

function textOfProperties(
  { blockId, summary, alt }: Record<string, unknown>,
  codes: ReadonlyMap<string, string>,
): string {
  if (typeof blockId === 'string') return codes.get(blockId) ?? ''
  if (typeof summary === 'string') return summary
  return typeof alt === 'string' ? alt : ''
}
