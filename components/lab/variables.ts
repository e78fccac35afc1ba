import type { SessionView } from '../../server/protocol/session.ts'

const VARIABLE = /\{\{([a-z][a-z0-9_-]*)\}\}/g
/** Format strings of Docker have these in the same braces; no variable is called so. */
const GO_WORDS = new Set(['end', 'else', 'break', 'continue'])

export type VariableValues = Readonly<Record<string, string>>

/** What the page must know of a variable to show it and to ask for it. */
export interface VariableDescription {
  name: string
  /** Undefined: of the session's account. */
  example?: string | undefined
  /** What the participant is asked for; null: it is found out. */
  ask: string | null
}

/** The variables that a text names, each once. */
export function variablesIn(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1]!)
  return [...new Set(names)].filter((name) => !GO_WORDS.has(name))
}

/** With the values that are known; a variable without one stays as it is written. */
export function fillIn(text: string, values: VariableValues): string {
  return text.replace(VARIABLE, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  )
}

/** Those of the session's account, which every chapter may use. */
export function accountValues({
  username,
  account,
}: Pick<SessionView, 'username' | 'account'>): VariableValues {
  if (!account) return { username }
  return {
    username: account.username,
    password: account.password,
    'aws-account': account.awsAccountId,
    'azure-registry': account.azureRegistry,
  }
}
