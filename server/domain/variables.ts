import { fillIn, variableNames, wholeValue, type VariableValues } from '../protocol/variables.ts'
import type { Variable } from './lab.ts'

/** Names that every chapter may write as `{{name}}`; the session's account fills them in. */
export const BUILT_IN_VARIABLES = ['username', 'password', 'aws-account', 'azure-registry'] as const

/** A value goes into a shell as it is, so no character of it may mean anything there; nor may it be an option. */
const SAFE_VALUE = /^[A-Za-z0-9@%_+=:,./][A-Za-z0-9@%_+=:,./-]{0,254}$/

/** Whether a value is what its variable may have: its pattern, and nothing that a shell would act on. */
export function isValueOf({ pattern }: Pick<Variable, 'pattern'>, value: string): boolean {
  return SAFE_VALUE.test(value) && wholeValue(pattern).test(value)
}

export type Filled = { ok: true; text: string } | { ok: false; missing: string }

/** Fills in the variables of a text for a shell. Throws for a value that is not safe there. */
export function fillVariables(text: string, values: VariableValues): Filled {
  for (const name of variableNames(text)) {
    if (!Object.hasOwn(values, name)) return { ok: false, missing: name }
    if (!SAFE_VALUE.test(values[name]!)) {
      throw new Error(`the value of the variable ${name} is not safe to type`)
    }
  }
  return { ok: true, text: fillIn(text, values) }
}
