import { variableNames, type VariableValues } from '../../server/protocol/variables.ts'
import type { VariableDescription } from './variable-description.ts'

/** Why a block cannot be run yet: it names a variable that has no value. Undefined: it can. */
export function whatBlockLacks(
  code: string,
  { values, described }: { values: VariableValues; described: readonly VariableDescription[] },
): string | undefined {
  const name = variableNames(code).find((candidate) => !Object.hasOwn(values, candidate))
  if (name === undefined) return undefined
  const ask = described.find((variable) => variable.name === name)?.ask ?? null
  return ask === null
    ? `The value of ${name} is not known yet. An earlier step finds it.`
    : `Type a value first. It is asked for in the text: ${ask}.`
}
