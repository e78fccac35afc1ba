import type { Code } from 'mdast'

const OPENING = /^(`{3,}|~{3,})/
const CLOSING = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/

/** What is wrong with the form of a code block; `source` is the text that it was parsed from. */
export function fenceProblem(code: Code, source: string): string | undefined {
  const lines = source.slice(code.position?.start.offset, code.position?.end.offset).split('\n')
  const opening = OPENING.exec(lines[0]!)?.[1]
  if (opening === undefined) return 'indented code is not allowed: put it between ``` fences'
  const closing = lines.length > 1 ? CLOSING.exec(lines.at(-1)!)?.[1] : undefined
  if (closing === undefined || closing[0] !== opening[0] || closing.length < opening.length) {
    return `the fence is never closed: end the block with a line of ${opening}`
  }
  if (!code.lang)
    return 'the fence names no language: bash for commands, output for results, text for the rest'
  return undefined
}
