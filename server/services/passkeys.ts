import {
  creationOptions,
  relyingParty,
  requestOptions,
  type RelyingParty,
} from '../domain/passkey-options.ts'
import { KeyedLock } from '../lib/keyed-lock.ts'
import { randomBase32, randomToken, sha256Hex } from '../lib/random.ts'
import type { Clock } from '../ports/clock.ts'
import type { PasskeyStore, StoredPasskey } from '../ports/passkey-store.ts'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import {
  MAX_PASSKEYS,
  passkeyIdSchema,
  type NewPasskey,
  type PasskeyCreation,
  type PasskeyId,
  type PasskeyRequest,
  type UsedPasskey,
} from '../protocol/passkey.ts'
import type { Instructors } from './instructors.ts'
import type { PasskeyChallenges } from './passkey-challenges.ts'
import { challengeOf, verifyNew, verifyUsed, type VerifiedCredential } from './verify-passkey.ts'

/** What an invitation's first passkey is called; its owner has not been asked. */
const FIRST_NAME = 'My passkey'

/** Instructors' passkeys: making them, signing in with them, taking them away. All are in memory: there are few. */
export class Passkeys {
  readonly #store: PasskeyStore
  readonly #instructors: Instructors
  readonly #challenges: PasskeyChallenges
  readonly #clock: Clock
  readonly #rp: RelyingParty
  readonly #byId = new Map<PasskeyId, StoredPasskey>()
  /** By instructor: a passkey that is being removed signs nobody in any more. */
  readonly #locks = new KeyedLock()

  constructor(options: {
    store: PasskeyStore
    instructors: Instructors
    challenges: PasskeyChallenges
    clock: Clock
    publicUrl: URL
  }) {
    this.#store = options.store
    this.#instructors = options.instructors
    this.#challenges = options.challenges
    this.#clock = options.clock
    this.#rp = relyingParty(options.publicUrl)
  }

  async restore(): Promise<void> {
    this.#byId.clear()
    for (const passkey of await this.#store.all()) this.#byId.set(passkey.id, passkey)
  }

  /** The oldest first. */
  of(instructorId: string): StoredPasskey[] {
    return [...this.#byId.values()].filter((passkey) => passkey.instructorId === instructorId)
  }

  /** Throws PASSKEY_LIMIT. */
  askToAdd({ id: instructorId, name }: StoredInstructor): PasskeyCreation {
    const others = this.of(instructorId)
    requireRoom(others)
    const userHandle = others[0]?.userHandle ?? randomToken()
    const challenge = this.#ask({ kind: 'add', instructorId, userHandle })
    const user = { handle: userHandle, name }
    return creationOptions(this.#rp, {
      challenge,
      user,
      others: others.map(({ credentialId }) => credentialId),
    })
  }

  /** Throws PASSKEY_TOO_LATE, PASSKEY_REFUSED, PASSKEY_KNOWN or PASSKEY_LIMIT. */
  async add(
    { id: instructorId }: StoredInstructor,
    { name, passkey }: { name: string; passkey: NewPasskey },
  ): Promise<void> {
    const challenge = challengeOf(passkey)
    const asked = this.#challenges.take(challenge, 'add')
    if (asked.instructorId !== instructorId) throw new LabError('PASSKEY_REFUSED')
    const credential = await verifyNew(passkey, { rp: this.#rp, challenge })
    await this.#locks.run(instructorId, async () => {
      requireRoom(this.of(instructorId))
      this.#requireNew(credential)
      await this.#save({ ...this.#made(credential, { userHandle: asked.userHandle, name }), instructorId })
    })
  }

  /** Ends all sign-ins of the account but `token`'s. Throws PASSKEY_NOT_FOUND for another's, or LAST_WAY_IN. */
  remove({ id: instructorId }: StoredInstructor, id: PasskeyId, token: string): Promise<void> {
    return this.#locks.run(instructorId, async () => {
      const instructor = this.#instructors.byId(instructorId)
      const passkey = this.#byId.get(id)
      if (!instructor || passkey?.instructorId !== instructorId) throw new LabError('PASSKEY_NOT_FOUND')
      const hasOtherWay =
        instructor.passwordHash !== null ||
        this.#instructors.isHost(instructor) ||
        this.of(instructorId).length > 1
      if (!hasOtherWay) throw new LabError('LAST_WAY_IN')
      // First: who tries again after a failure still finds the passkey.
      await this.#instructors.endSignIns(instructor, { but: token })
      await this.#store.remove(id)
      this.#byId.delete(id)
    })
  }

  askToSignIn(): PasskeyRequest {
    return requestOptions(this.#rp, this.#ask({ kind: 'sign-in' }))
  }

  /** Answers with the secret of a cookie. Throws PASSKEY_TOO_LATE or PASSKEY_REFUSED. */
  async signIn(used: UsedPasskey): Promise<{ instructor: StoredInstructor; token: string }> {
    const challenge = challengeOf(used)
    this.#challenges.take(challenge, 'sign-in')
    const found = this.#byCredential(used.id)
    if (!found) throw new LabError('PASSKEY_REFUSED')
    return this.#locks.run(found.instructorId, async () => {
      const passkey = this.#byId.get(found.id)
      const instructor = this.#instructors.byId(found.instructorId)
      // Whose it is, as the authenticator knows it.
      if (!passkey || !instructor || passkey.userHandle !== used.userHandle)
        throw new LabError('PASSKEY_REFUSED')
      const counter = await verifyUsed(used, { rp: this.#rp, challenge, passkey })
      await this.#save({ ...passkey, counter, lastUsedAt: this.#clock.now() })
      return { instructor, token: await this.#instructors.admit(instructor) }
    })
  }

  /** Throws INVITATION_USED or NAME_TAKEN: before an authenticator keeps a passkey for an account that there is not. */
  async askToAccept({ key, name }: { key: string; name: string }): Promise<PasskeyCreation> {
    await this.#instructors.checkInvitation(key, name)
    const userHandle = randomToken()
    const challenge = this.#ask({ kind: 'accept', invitationHash: sha256Hex(key), userHandle })
    return creationOptions(this.#rp, { challenge, user: { handle: userHandle, name }, others: [] })
  }

  /** As `Instructors.accept`. Throws PASSKEY_TOO_LATE, PASSKEY_REFUSED or PASSKEY_KNOWN, too. */
  async accept({ key, name, passkey }: { key: string; name: string; passkey: NewPasskey }) {
    const challenge = challengeOf(passkey)
    const { invitationHash, userHandle } = this.#challenges.take(challenge, 'accept')
    if (invitationHash !== sha256Hex(key)) throw new LabError('PASSKEY_REFUSED')
    const credential = await verifyNew(passkey, { rp: this.#rp, challenge })
    this.#requireNew(credential)
    const first = this.#made(credential, { userHandle, name: FIRST_NAME })
    const accepted = await this.#instructors.accept(key, { name, passkey: first })
    this.#byId.set(first.id, { ...first, instructorId: accepted.instructor.id })
    return accepted
  }

  #ask(purpose: Parameters<PasskeyChallenges['add']>[1]): string {
    const challenge = randomToken()
    this.#challenges.add(challenge, purpose)
    return challenge
  }

  #byCredential(credentialId: string): StoredPasskey | undefined {
    return [...this.#byId.values()].find((passkey) => passkey.credentialId === credentialId)
  }

  /** A credential's id is its maker's to choose: another's must not be taken over. */
  #requireNew({ credentialId }: VerifiedCredential): void {
    if (this.#byCredential(credentialId)) throw new LabError('PASSKEY_KNOWN')
  }

  #made(credential: VerifiedCredential, owner: Pick<StoredPasskey, 'userHandle' | 'name'>) {
    const id = passkeyIdSchema.parse(randomBase32(16))
    return { id, ...owner, ...credential, createdAt: this.#clock.now(), lastUsedAt: null }
  }

  async #save(passkey: StoredPasskey): Promise<void> {
    await this.#store.save(passkey)
    this.#byId.set(passkey.id, passkey)
  }
}

function requireRoom(passkeys: StoredPasskey[]): void {
  if (passkeys.length >= MAX_PASSKEYS) throw new LabError('PASSKEY_LIMIT')
}
