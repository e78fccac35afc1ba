import { formatProblems, type ContentProblem } from '../labs/content-problem.ts'

/** What authors of recipes must change: all of it at once, `file:line: field: what is wrong, what is allowed`. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError'
  readonly problems: readonly ContentProblem[]

  constructor(problems: readonly ContentProblem[]) {
    super(formatProblems(problems))
    this.problems = problems
  }
}
