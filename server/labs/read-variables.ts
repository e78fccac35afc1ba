import type { Variable } from '../domain/lab.ts'
import { BUILT_IN_VARIABLES } from '../domain/variables.ts'
import type { VariableName } from '../protocol/ids.ts'
import type { ChapterContext } from './chapter-nodes.ts'
import type { ChapterFrontMatter } from './chapter-schema.ts'
import type { ChapterScripts } from './chapter-scripts.ts'

/** The variables of a front matter with their scripts. */
export function readVariables(
  frontMatter: ChapterFrontMatter,
  { placedInputs }: ChapterContext,
  scripts: ChapterScripts,
): ReadonlyMap<VariableName, Variable> {
  const variables = Object.entries(frontMatter.variables).map(([key, { ask, on, run, pattern, example }]) => {
    const name = key as VariableName
    const path = ['variables', name]
    if (BUILT_IN_VARIABLES.some((builtIn) => builtIn === name)) {
      scripts.complain(path, 'is a name that every chapter has: choose another')
    }
    if (ask !== undefined && !placedInputs.has(name)) {
      scripts.complain(path, `has no field: put ::input{#${name}} where the text asks for it`)
    }
    if (on && Number(on.slice('node'.length)) > frontMatter.instances) {
      scripts.complain([...path, 'on'], `is ${on}, but "instances" is ${frontMatter.instances}`)
    }
    const source: Variable['source'] =
      ask === undefined
        ? { type: 'script', on: on!, run: scripts.resolve(run!, [...path, 'run']) }
        : { type: 'ask', ask }
    return { name, pattern, example, source }
  })
  return new Map(variables.map((variable) => [variable.name, variable]))
}
