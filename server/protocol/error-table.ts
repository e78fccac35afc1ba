/** By code. */
export type ErrorTable = Record<string, ErrorFacts>

interface ErrorFacts {
  /** Status of the answer. */
  http: number
  /** Trying again, with nothing changed, can help. */
  retryable: boolean
  /** What the person reads: what is wrong and what to do. */
  message: string
}
