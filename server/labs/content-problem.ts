/** Something that an author must change, with the place where. */
export interface ContentProblem {
  /** Relative to the content folder. */
  file: string
  line: number
  /** What is wrong and what is allowed. */
  message: string
}

/** The one error of the content parser: everything that is wrong, not only the first of it. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[]

  constructor(problems: readonly ContentProblem[]) {
    super(formatProblems(problems))
    this.name = 'ContentError'
    this.problems = problems
  }
}

/** One line each, sorted by place, in the form that editors make clickable. */
export function formatProblems(problems: readonly ContentProblem[]): string {
  return problems
    .toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
    .map(({ file, line, message }) => `${file}:${line}: ${message}`)
    .join('\n')
}
