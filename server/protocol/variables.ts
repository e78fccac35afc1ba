import type { HubAccount } from './hub.ts'

/** The grammar of `{{name}}`, for the broker that types values and for the page that shows them. */

/** What a session knows of itself and of a chapter, by variable name. */
export type VariableValues = Readonly<Record<string, string>>

/** Go templates, which Docker's `--format` takes, look alike: `{{.ID}}` never matches, these words are left alone. */
const GO_WORDS = new Set(['end', 'else', 'break', 'continue'])
const VARIABLE = /\{\{([a-z][a-z0-9_-]*)\}\}/g

/** The variables that a text names, known or not, each once. */
export function variableNames(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1]!)
  return [...new Set(names)].filter((name) => !GO_WORDS.has(name))
}

/** With the values that are known; a variable without one stays as it is written. */
export function fillIn(text: string, values: VariableValues): string {
  return text.replace(VARIABLE, (whole, name: string) =>
    Object.hasOwn(values, name) && !GO_WORDS.has(name) ? values[name]! : whole,
  )
}

/** A variable's pattern is for the whole of a value. Throws for a pattern that is none. */
export function wholeValue(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u')
}

/** Of the session's account, which every chapter may use. Without one, participants bring their own. */
export function accountValues({
  username,
  account,
}: {
  username: string
  account: HubAccount | null
}): VariableValues {
  if (!account) return { username }
  return {
    username: account.username,
    password: account.password,
    'aws-account': account.awsAccountId,
    'azure-registry': account.azureRegistry,
  }
}
