import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type {
  NewPasskey,
  PasskeyCreation,
  PasskeyRequest,
  UsedPasskey,
} from '../../../server/protocol/passkey.ts'
import { ApiError } from '../../session/session-api.ts'
import { passkeyProblem } from './passkey-problem.ts'

/** The browser asks its user. Rejects with an `ApiError` in words for them. */

export async function makePasskey(creation: PasskeyCreation): Promise<NewPasskey> {
  const { id, response } = await asking(() => startRegistration({ optionsJSON: creation }))
  return {
    id,
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
  }
}

export async function presentPasskey(request: PasskeyRequest): Promise<UsedPasskey> {
  const { id, response } = await asking(() => startAuthentication({ optionsJSON: request }))
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  // A security key of before there were passkeys. The server asks for none, so the browser should not have taken it.
  if (userHandle === undefined)
    throw new ApiError('NO_PASSKEY', 'This security key does not tell whose it is. Use a passkey.')
  return { id, clientDataJSON, authenticatorData, signature, userHandle }
}

async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    throw new ApiError('NO_PASSKEY', passkeyProblem(cause), { cause })
  }
}
