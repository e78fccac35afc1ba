/** Names that a lab may write as `{{name}}`; the session fills them in. */
export const BLOCK_VARIABLES = ['username'] as const
export type BlockVariable = (typeof BLOCK_VARIABLES)[number]

/** Go templates, which Docker's `--format` takes, look alike: `{{.ID}}` never matches, these words are left alone. */
const GO_WORDS = new Set(['end', 'else', 'break', 'continue'])
const VARIABLE = /\{\{([a-z][a-z0-9_-]*)\}\}/g
/** A value goes into a shell as it is, so it must mean nothing there. */
const SAFE_VALUE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/** The variables that a text names, known or not, each once. */
export function variableNames(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1]!)
  return [...new Set(names)].filter((name) => !GO_WORDS.has(name))
}

/** Fills in the variables of a block. Throws for a variable without a value, and for a value that needs quoting. */
export function resolveBlock(code: string, variables: Readonly<Record<BlockVariable, string>>): string {
  const values = new Map<string, string>(Object.entries(variables))
  return code.replace(VARIABLE, (text, name: string) => {
    if (GO_WORDS.has(name)) return text
    const value = values.get(name)
    if (value === undefined) throw new Error(`the variable ${name} has no value`)
    if (!SAFE_VALUE.test(value)) throw new Error(`the value of the variable ${name} is not safe to type`)
    return value
  })
}
