/** A chapter is read by people: more than this is not one chapter. Bounds what the parser may be asked to do. */
export const MAX_SOURCE_BYTES = 128 * 1024
/** Containers in containers beyond this make parsing slow and reading impossible. */
const MAX_NESTING = 8

/** Invisible characters, and those that make text read in another order than it runs (CVE-2021-42574). */
const HIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
const DEEPLY_NESTED = new RegExp(`^[ \\t]*(?:(?:>|[-*+]|\\d{1,9}[.)]|:{3,}\\w*)[ \\t]*){${MAX_NESTING + 1}}`)

/** Line ends of any system become `\n`, a byte order mark goes: authors' editors differ. */
export function normaliseText(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

export interface LineProblem {
  line: number
  message: string
}

/** What makes a text unfit to be parsed at all. Takes normalised text. */
export function sourceProblems(text: string): LineProblem[] {
  if (new TextEncoder().encode(text).length > MAX_SOURCE_BYTES) {
    return [{ line: 1, message: `the file is too large, at most ${MAX_SOURCE_BYTES / 1024} KiB are allowed` }]
  }
  let depth = 0
  return text.split('\n').flatMap((content, index) => {
    if (/^\s*:{3,}\w/.test(content)) depth++
    else if (/^\s*:{3,}\s*$/.test(content)) depth--
    return lineProblems(content, depth).map((message) => ({ line: index + 1, message }))
  })
}

function lineProblems(content: string, containerDepth: number): string[] {
  const problems: string[] = []
  const hidden = HIDDEN.exec(content)?.[0]
  if (hidden !== undefined) {
    const code = hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    problems.push(`invisible character U+${code}: remove it, or write it as an escape`)
  }
  if (DEEPLY_NESTED.test(content) || containerDepth > MAX_NESTING) {
    problems.push(`nested too deeply, at most ${MAX_NESTING} levels are allowed`)
  }
  return problems
}
