/** An error in the form of Amazon's APIs. */
export class AwsError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'AwsError'
    this.code = code
  }
}
