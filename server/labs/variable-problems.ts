import { BUILT_IN_VARIABLES } from '../domain/variables.ts'
import { variableNames } from '../protocol/variables.ts'
import type { LineProblem } from './source-text.ts'

/** Variables that nobody fills in. Docker's format strings (`{{.ID}}`) are not variables. */
export function variableProblems(text: string, ownNames: readonly string[] = []): LineProblem[] {
  const known: readonly string[] = [...BUILT_IN_VARIABLES, ...ownNames]
  const allowed = known.map((name) => `{{${name}}}`).join(', ')
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1
    const unknown = variableNames(content)
      .filter((name) => !known.includes(name))
      .map((name) => ({ line, message: `unknown variable {{${name}}}, allowed: ${allowed}` }))
    const spaced = known.filter((name) =>
      new RegExp(`\\{\\{(?:\\s+${name}\\s*|${name}\\s+)\\}\\}`).test(content),
    )
    return [...unknown, ...spaced.map((name) => ({ line, message: `write {{${name}}} without spaces` }))]
  })
}
