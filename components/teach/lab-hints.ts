import type { Root, RootContent } from 'hast'
import type { PublicLab } from '../../server/protocol/lab.ts'

/** The prepared hints of a lab's checks as plain text, by `hintKey`. */
export type LabHints = Record<string, string[]>

export function hintKey({ chapter, check }: { chapter: string; check: string }): string {
  return `${chapter}/${check}`
}

export function listHints({ chapters }: Pick<PublicLab, 'chapters'>): LabHints {
  return Object.fromEntries(
    chapters.flatMap((chapter) =>
      chapter.steps.flatMap(({ checks }) =>
        checks
          .filter(({ hints }) => hints.length > 0)
          .map(({ id, hints }) => [
            hintKey({ chapter: chapter.id, check: id }),
            hints.map((hint) => textOf(hint).replace(/\s+/g, ' ').trim()),
          ]),
      ),
    ),
  )
}

/** Hints are inline content, so their words need no lines between them. */
function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
