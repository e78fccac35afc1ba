import { labIdSchema } from '../protocol/ids.ts'
import type { Chapter } from '../domain/lab.ts'
import { parseChapter, type ParsedChapter } from './parse-chapter.ts'

export const FRONT_MATTER = ['id: first', 'title: First', 'minutes: 5', 'level: core'].join('\n')
/** The lines of the front matter and its fences: what a line number in the body is counted from. */
export const BODY_LINE = FRONT_MATTER.split('\n').length + 3

export interface TestChapter {
  frontMatter?: string
  scripts?: Record<string, string>
  pictures?: Record<string, string>
  quiz?: string
}

/** Parses a chapter of which only the body matters. */
export function parseBody(
  body: string,
  { frontMatter = FRONT_MATTER, scripts = {}, pictures = {}, quiz }: TestChapter = {},
): ParsedChapter {
  return parseChapter({
    labId: labIdSchema.parse('some-lab'),
    folder: '01-first',
    file: 'chapter.md',
    text: `---\n${frontMatter}\n---\n${body}`,
    scripts: new Map(Object.entries(scripts)),
    pictures: new Map(Object.entries(pictures)),
    quiz,
  })
}

/** What is wrong with a body, as `line: message`. */
export function problemsOf(body: string, options?: TestChapter): string[] {
  return parseBody(body, options).problems.map(({ line, message }) => `${line}: ${message}`)
}

/** The chapter of a body that must be right. */
export function chapterOf(body: string, options?: TestChapter): Chapter {
  const { chapter, problems } = parseBody(body, options)
  if (!chapter) throw new Error(`the chapter is not right: ${JSON.stringify(problems)}`)
  return chapter
}

/** Front matter with one check, whose fields can be replaced. */
export function frontMatterWithChecks(...checks: string[]): string {
  return [FRONT_MATTER, 'checks:', ...checks.map((check) => `  ${check}`)].join('\n')
}

export const SOME_CHECK = 'pushed: { on: node1, mode: edge, run: "true", reason: Push it., solve: "true" }'
