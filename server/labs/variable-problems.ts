import { BLOCK_VARIABLES, variableNames } from '../domain/resolve-block.ts'
import type { LineProblem } from './source-text.ts'

const ALLOWED = BLOCK_VARIABLES.map((name) => `{{${name}}}`).join(', ')

/** Variables that nobody fills in. Docker's format strings (`{{.ID}}`) are not variables. */
export function variableProblems(text: string): LineProblem[] {
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1
    const unknown = variableNames(content)
      .filter((name) => !BLOCK_VARIABLES.some((known) => known === name))
      .map((name) => ({ line, message: `unknown variable {{${name}}}, allowed: ${ALLOWED}` }))
    const spaced = BLOCK_VARIABLES.filter((name) =>
      new RegExp(`\\{\\{(?:\\s+${name}\\s*|${name}\\s+)\\}\\}`).test(content),
    )
    return [...unknown, ...spaced.map((name) => ({ line, message: `write {{${name}}} without spaces` }))]
  })
}
