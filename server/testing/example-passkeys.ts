import { sha256Hex } from '../lib/random.ts'
import type { StoredPasskey } from '../ports/passkey-store.ts'
import { passkeyIdSchema } from '../protocol/passkey.ts'
import { EXAMPLE_INVITATION } from './example-workshop.ts'
import type { createLabBench } from './lab-bench.ts'
import { SoftwareAuthenticator } from './software-authenticator.ts'

type Bench = Pick<ReturnType<typeof createLabBench>, 'teaching' | 'passkeyStore'>

/** The public address of the bench, whatever port a test server has. */
const HERE = { origin: 'http://localhost:3000' }
const RP = { id: 'localhost', name: 'Drydock' }
const HANDLE = 'handle-of-the-tests'
const user = { id: HANDLE, name: '', displayName: '' }
const CHALLENGES = { signIn: 'to-sign-in', add: 'to-add', accept: 'to-accept' }

const ofAda = new SoftwareAuthenticator()
ofAda.userHandle = HANDLE
const ofHost = new SoftwareAuthenticator()

/** Of the host, to be removed. */
export const EXAMPLE_PASSKEY_ID = passkeyIdSchema.parse('c'.repeat(16))

/** Bodies of requests that work once after `renewPasskeys`. */
export const EXAMPLE_PASSKEYS = {
  used: ofAda.use({ challenge: CHALLENGES.signIn, rpId: RP.id }, HERE),
  added: {
    name: 'Phone',
    passkey: new SoftwareAuthenticator().create({ challenge: CHALLENGES.add, rp: RP, user }, HERE),
  },
  accepted: {
    key: EXAMPLE_INVITATION,
    name: 'Invited with a passkey',
    passkey: new SoftwareAuthenticator().create({ challenge: CHALLENGES.accept, rp: RP, user }, HERE),
  },
}

/** What the requests need: challenges, a passkey of Ada's to sign in with, and one of the host's to remove. */
export async function renewPasskeys({ passkeyStore, teaching }: Bench): Promise<void> {
  for (const { id } of await passkeyStore.all()) await passkeyStore.remove(id)
  await passkeyStore.save(stored(ofAda, { id: passkeyIdSchema.parse('b'.repeat(16)), instructorId: 'ada' }))
  await passkeyStore.save(stored(ofHost, { id: EXAMPLE_PASSKEY_ID, instructorId: 'host' }))
  const { passkeys, challenges } = teaching
  await passkeys.restore()
  challenges.add(CHALLENGES.signIn, { kind: 'sign-in' })
  challenges.add(CHALLENGES.add, { kind: 'add', instructorId: 'host', userHandle: HANDLE })
  const invitationHash = sha256Hex(EXAMPLE_INVITATION)
  challenges.add(CHALLENGES.accept, { kind: 'accept', invitationHash, userHandle: HANDLE })
}

function stored(
  { credentialId, publicKey }: SoftwareAuthenticator,
  owner: Pick<StoredPasskey, 'id' | 'instructorId'>,
): StoredPasskey {
  const use = { counter: 0, createdAt: 0, lastUsedAt: null }
  return { ...owner, credentialId, publicKey, userHandle: HANDLE, name: 'Key ring', ...use }
}
