import {
  PASSKEY_ALGORITHMS,
  PASSKEY_CHALLENGE_MS,
  type PasskeyCreation,
  type PasskeyRequest,
} from '../protocol/passkey.ts'

/** As whom browsers and authenticators know this server. */
export interface RelyingParty {
  /** A domain: every page of it, on any port, may ask for the passkey. Who asked is seen by `origin`. */
  id: string
  origin: string
}

/** Of the server's public address. */
export function relyingParty({ hostname, origin }: { hostname: string; origin: string }): RelyingParty {
  return { id: hostname, origin }
}

/** `others`: ids of the account's other credentials. An authenticator that has one of them makes no second. */
export function creationOptions(
  { id }: RelyingParty,
  {
    challenge,
    user,
    others,
  }: { challenge: string; user: { handle: string; name: string }; others: string[] },
): PasskeyCreation {
  return {
    challenge,
    rp: { id, name: 'Drydock' },
    user: { id: user.handle, name: user.name, displayName: user.name },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: PASSKEY_CHALLENGE_MS,
    // Which make of authenticator somebody has makes no difference here.
    attestation: 'none',
    excludeCredentials: others.map((other) => ({ type: 'public-key', id: other })),
    authenticatorSelection: {
      // Nobody types a name, so the authenticator has to know the account.
      residentKey: 'required',
      requireResidentKey: true,
      // It is the only proof that is asked for: with 'preferred', whoever finds a security key would be its owner.
      userVerification: 'required',
    },
  }
}

export function requestOptions({ id }: RelyingParty, challenge: string): PasskeyRequest {
  return { challenge, rpId: id, timeout: PASSKEY_CHALLENGE_MS, userVerification: 'required' }
}
