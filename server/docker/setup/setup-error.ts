/** A phase of set-up failed for a reason that the operator can act on. `advice` says what to do next. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
  readonly advice: string

  constructor(message: string, options: { advice: string; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.advice = options.advice
  }
}
