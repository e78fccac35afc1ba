import { passkeyCreationSchema, passkeyRequestSchema, type PasskeyId } from '../../server/protocol/passkey.ts'
import { teacherViewSchema, type TeacherView } from '../../server/protocol/workshop.ts'
import { readJson } from '../session/session-api.ts'
import { makePasskey, presentPasskey } from './account/ask-authenticator.ts'

/**
 * What an instructor's pages do with passkeys: ask the broker for a challenge, have the browser answer it, and hand the
 * answer in. Failures are `ApiError`s.
 */

const SIGN_IN = '/api/teach/passkey-sign-in'
const ACCEPT = '/api/teach/passkey-accept'
const OWN = '/api/teach/passkeys'

export async function signInWithPasskey(): Promise<TeacherView> {
  const request = await readJson('POST', `${SIGN_IN}/challenge`, passkeyRequestSchema)
  return readJson('POST', SIGN_IN, teacherViewSchema, await presentPasskey(request))
}

export async function acceptWithPasskey(account: { key: string; name: string }): Promise<TeacherView> {
  const creation = await readJson('POST', `${ACCEPT}/challenge`, passkeyCreationSchema, account)
  return readJson('POST', ACCEPT, teacherViewSchema, { ...account, passkey: await makePasskey(creation) })
}

export async function addPasskey(name: string): Promise<TeacherView> {
  const creation = await readJson('POST', `${OWN}/challenge`, passkeyCreationSchema)
  return readJson('POST', OWN, teacherViewSchema, { name, passkey: await makePasskey(creation) })
}

export const removePasskey = (id: PasskeyId): Promise<TeacherView> =>
  readJson('DELETE', `${OWN}/${id}`, teacherViewSchema)
