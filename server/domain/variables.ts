import type { Variable } from './lab.ts'

/** What a session knows of itself and of a chapter, by variable name. */
export type VariableValues = Readonly<Record<string, string>>

/** Names that every chapter may write as `{{name}}`; the session's account fills them in. */
export const BUILT_IN_VARIABLES = ['username', 'password', 'aws-account', 'azure-registry'] as const
export type BuiltInVariable = (typeof BUILT_IN_VARIABLES)[number]

/** A value goes into a shell as it is, so no character of it may mean anything there; nor may it be an option. */
const SAFE_VALUE = /^[A-Za-z0-9@%_+=:,./][A-Za-z0-9@%_+=:,./-]{0,254}$/

/** Go templates, which Docker's `--format` takes, look alike: `{{.ID}}` never matches, these words are left alone. */
const GO_WORDS = new Set(['end', 'else', 'break', 'continue'])
const VARIABLE = /\{\{([a-z][a-z0-9_-]*)\}\}/g

export function isSafeValue(value: string): boolean {
  return SAFE_VALUE.test(value)
}

/** Whether a value is what its variable may have: its pattern, and nothing that a shell would act on. */
export function isValueOf({ pattern }: Pick<Variable, 'pattern'>, value: string): boolean {
  return isSafeValue(value) && new RegExp(`^(?:${pattern})$`, 'u').test(value)
}

/** The variables that a text names, known or not, each once. */
export function variableNames(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1]!)
  return [...new Set(names)].filter((name) => !GO_WORDS.has(name))
}

export type Filled = { ok: true; text: string } | { ok: false; missing: string }

/** Fills in the variables of a text for a shell. Throws for a value that is not safe there. */
export function fillVariables(text: string, values: VariableValues): Filled {
  const missing = variableNames(text).find((name) => !Object.hasOwn(values, name))
  if (missing !== undefined) return { ok: false, missing }
  const filled = text.replace(VARIABLE, (whole, name: string) => {
    if (GO_WORDS.has(name)) return whole
    const value = values[name]!
    if (!isSafeValue(value)) throw new Error(`the value of the variable ${name} is not safe to type`)
    return value
  })
  return { ok: true, text: filled }
}
