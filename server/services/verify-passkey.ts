import { z } from 'zod'
import type { RelyingParty } from '../domain/passkey-options.ts'
import { LabError } from '../protocol/errors.ts'
import { PASSKEY_ALGORITHMS, type NewPasskey, type UsedPasskey } from '../protocol/passkey.ts'

/** The only file that knows the library which reads what authenticators write and checks their signatures. */

const clientDataSchema = z.object({ challenge: z.string() })

/** Which question is answered: to be taken before the answer is looked at. Throws PASSKEY_REFUSED. */
export function challengeOf({ clientDataJSON }: { clientDataJSON: string }): string {
  try {
    return clientDataSchema.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')))
      .challenge
  } catch (error) {
    throw new LabError('PASSKEY_REFUSED', { cause: error })
  }
}

export interface VerifiedCredential {
  credentialId: string
  publicKey: string
  counter: number
}

/** What is to be kept of a passkey that was made here, by its owner, as an answer to `challenge`. Throws PASSKEY_REFUSED. */
export async function verifyNew(
  { id, clientDataJSON, attestationObject }: NewPasskey,
  { rp, challenge }: { rp: RelyingParty; challenge: string },
): Promise<VerifiedCredential> {
  const { verifyRegistrationResponse } = await library()
  return refusing(async () => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    })
    if (!verified) throw new Error('the attestation does not hold')
    const { credential } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
    }
  })
}

/** The authenticator's new count, when it has signed `challenge` here, for its owner. Throws PASSKEY_REFUSED. */
export async function verifyUsed(
  { id, ...response }: UsedPasskey,
  { rp, challenge, passkey }: { rp: RelyingParty; challenge: string; passkey: VerifiedCredential },
): Promise<number> {
  const { verifyAuthenticationResponse } = await library()
  return refusing(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    if (!verified) throw new Error('the signature does not hold')
    return authenticationInfo.newCounter
  })
}

/** It takes 0.2 s and 24 MiB to load: most servers never need it. */
function library() {
  return import('@simplewebauthn/server')
}

/** Whatever the library throws is about the answer that it was given. */
async function refusing<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (error) {
    throw new LabError('PASSKEY_REFUSED', { cause: error })
  }
}
