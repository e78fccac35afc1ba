/** Wrong use of a command: one line that says what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
