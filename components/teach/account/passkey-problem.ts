const NOT_DONE =
  'No passkey was used: the question was closed, took too long, or no passkey fits. Try again when you are ready.'

/** What browsers call their refusals (https://www.w3.org/TR/webauthn-3/, sections 5.1.3 and 5.1.4), in our words. */
const PROBLEMS = new Map<string, string>([
  ['NotAllowedError', NOT_DONE],
  ['AbortError', NOT_DONE],
  ['InvalidStateError', 'There is a passkey of your account on this device already.'],
  [
    'SecurityError',
    'Passkeys work only at the address that this server has been given. Open this page there, or use a password.',
  ],
  [
    'ConstraintError',
    'This device cannot keep a passkey, or does not ask who you are. Give it a PIN, or use another one.',
  ],
  ['NotSupportedError', 'This device makes none of the passkeys that can be used here. Use another one.'],
])

/** What a person reads when the browser has made or used no passkey. */
export function passkeyProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  return PROBLEMS.get(name) ?? 'The browser could not do this. Try again, or use a password.'
}
