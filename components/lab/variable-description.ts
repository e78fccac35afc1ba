/** What the page must know of a variable to show it and to ask for it. */
export interface VariableDescription {
  name: string
  /** Undefined: of the session's account. */
  example?: string | undefined
  /** What the participant is asked for; null: it is found out. */
  ask: string | null
}
