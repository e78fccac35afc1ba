import { isSameName } from '../domain/is-same-name.ts'
import { hashPassword, verifyPassword } from '../lib/password-hash.ts'
import { KeyedLock } from '../lib/keyed-lock.ts'
import { equalSecrets, randomBase32, randomToken, sha256Hex } from '../lib/random.ts'
import type { Clock } from '../ports/clock.ts'
import type { StoredPasskey } from '../ports/passkey-store.ts'
import type { InstructorStore, SignIn, StoredInstructor } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import type { PendingInvitation, WorkshopId } from '../protocol/workshop.ts'

/** An instructor stays signed in for a working week. */
export const SIGNED_IN_MS = 7 * 24 * 3_600_000
const INVITATION_MS = 7 * 24 * 3_600_000
/** Whoever has the link that is printed at the start. */
const HOST_ID = 'host'
const HOST_NAME = 'Instructor'

/** How the account of an invitation is opened; more can be added later. */
type FirstWayIn = { password: string } | { passkey: Omit<StoredPasskey, 'instructorId'> }

/** Who may run workshops, and by what they are known. All are in memory: there are few. */
export class Instructors {
  readonly #store: InstructorStore
  readonly #clock: Clock
  /** Of the printed link; as a cookie it is the host's. */
  readonly #hostToken: string
  readonly #byId = new Map<string, StoredInstructor>()
  readonly #signIns = new Map<string, SignIn>()
  readonly #locks = new KeyedLock()

  constructor({ store, clock, hostToken }: { store: InstructorStore; clock: Clock; hostToken: string }) {
    this.#store = store
    this.#clock = clock
    this.#hostToken = hostToken
  }

  async restore(): Promise<void> {
    for (const instructor of await this.#store.all()) this.#byId.set(instructor.id, instructor)
    for (const signIn of await this.#store.signIns()) this.#signIns.set(signIn.tokenHash, signIn)
    if (!this.#byId.has(HOST_ID)) {
      await this.#save({ id: HOST_ID, name: HOST_NAME, passwordHash: null, createdAt: this.#clock.now() })
    }
  }

  get host(): StoredInstructor {
    return this.#byId.get(HOST_ID)!
  }

  nameOf(id: string): string {
    return this.#byId.get(id)?.name ?? HOST_NAME
  }

  byToken(token: string): StoredInstructor | undefined {
    if (equalSecrets(token, this.#hostToken)) return this.host
    const signIn = this.#signIns.get(sha256Hex(token))
    if (!signIn || signIn.expiresAt <= this.#clock.now()) return undefined
    return this.#byId.get(signIn.instructorId)
  }

  /** Who it is now; undefined: nobody any more. */
  byId(id: string): StoredInstructor | undefined {
    return this.#byId.get(id)
  }

  /** The printed link signs the host in, whatever else does. */
  isHost({ id }: Pick<StoredInstructor, 'id'>): boolean {
    return id === HOST_ID
  }

  /** Answers with the secret of a cookie. Throws WRONG_PASSWORD, after the same time for a name that there is not. */
  async signIn(name: string, password: string): Promise<{ instructor: StoredInstructor; token: string }> {
    const instructor = this.#byName(name)
    const hash = instructor?.passwordHash
    // One derivation, as with a name that there is.
    if (!hash) await hashPassword(password)
    if (!instructor || !hash || !(await verifyPassword(password, hash))) throw new LabError('WRONG_PASSWORD')
    return this.#locks.run(instructor.id, async () => {
      const now = this.#byId.get(instructor.id)
      // It was changed while this one was verified, and all who had come by it were signed out.
      if (!now || now.passwordHash !== hash) throw new LabError('WRONG_PASSWORD')
      return { instructor: now, token: await this.admit(now) }
    })
  }

  /** Signs in somebody who has been recognised: answers with the secret of a cookie. */
  async admit({ id: instructorId }: StoredInstructor): Promise<string> {
    const { token, signIn } = this.#newSignIn(instructorId)
    await this.#store.addSignIn(signIn)
    this.#signIns.set(signIn.tokenHash, signIn)
    return token
  }

  /** Idempotent. */
  async signOut(token: string): Promise<void> {
    const hash = sha256Hex(token)
    await this.#store.removeSignIn(hash)
    this.#signIns.delete(hash)
  }

  /**
   * What opened the account before opens it no more, so whoever came by it has to come again; all but `but`, the
   * cookie of who asks. The printed link holds.
   */
  async endSignIns({ id }: StoredInstructor, { but }: { but: string }): Promise<void> {
    const kept = sha256Hex(but)
    await this.#store.removeSignIns(id, { tokenHash: kept })
    for (const { tokenHash, instructorId } of [...this.#signIns.values()])
      if (instructorId === id && tokenHash !== kept) this.#signIns.delete(tokenHash)
  }

  /** Removes sign-ins and invitations that are good no more. */
  async removeExpired(): Promise<void> {
    const now = this.#clock.now()
    await this.#store.removeExpired(now)
    for (const { tokenHash, expiresAt } of [...this.#signIns.values()])
      if (expiresAt <= now) this.#signIns.delete(tokenHash)
  }

  /** Answers with the secret of a link that works once. Null: to no workshop. Without `by` the operator invites. */
  async invite(
    workshopId: WorkshopId | null,
    by?: StoredInstructor,
  ): Promise<{ key: string; expiresAt: number }> {
    const key = randomToken()
    const expiresAt = this.#clock.now() + INVITATION_MS
    const invitedBy = by?.id ?? null
    await this.#store.addInvitation({ keyHash: sha256Hex(key), workshopId, invitedBy, expiresAt })
    return { key, expiresAt }
  }

  /** To a workshop, or to none: those that nobody has accepted yet. */
  async invitations(workshopId: WorkshopId | null): Promise<PendingInvitation[]> {
    const pending = await this.#store.invitations(workshopId, this.#clock.now())
    return pending.map(({ keyHash, invitedBy, expiresAt }) => ({
      id: keyHash,
      invitedBy: invitedBy === null ? null : this.nameOf(invitedBy),
      expiresAt,
    }))
  }

  /** Its link opens nothing any more. Throws INVITATION_NOT_FOUND: it may have been accepted meanwhile. */
  async takeBack(workshopId: WorkshopId | null, invitationId: string): Promise<void> {
    const isRemoved = await this.#store.removeInvitation(workshopId, invitationId)
    if (!isRemoved) throw new LabError('INVITATION_NOT_FOUND')
  }

  /** Throws INVITATION_USED or NAME_TAKEN, as `accept` would now. */
  async checkInvitation(key: string, name: string): Promise<void> {
    await this.#findInvitation(key)
    // Only now: names are told to nobody without an invitation.
    this.#requireFree(name, undefined)
  }

  /** Throws INVITATION_USED, or NAME_TAKEN; whatever it throws, nothing is stored, and an invitation that was good still is. */
  accept(key: string, { name, ...wayIn }: { name: string } & FirstWayIn) {
    return this.#locks.run('names', async () => {
      await this.checkInvitation(key, name)
      const now = this.#clock.now()
      const id = randomBase32(16)
      const passwordHash = 'password' in wayIn ? await hashPassword(wayIn.password) : null
      const instructor = { id, name, passwordHash, createdAt: now }
      const passkey = 'passkey' in wayIn ? { ...wayIn.passkey, instructorId: id } : null
      const { token, signIn } = this.#newSignIn(id)
      const invitation = await this.#store.accept(sha256Hex(key), { instructor, passkey, signIn }, now)
      if (!invitation) throw new LabError('INVITATION_USED')
      this.#byId.set(id, instructor)
      this.#signIns.set(signIn.tokenHash, signIn)
      return { instructor, token, workshopId: invitation.workshopId }
    })
  }

  /**
   * For somebody who has an account already. Throws INVITATION_USED; or TEACHES_ALREADY where it would change nothing, and
   * it is still good for somebody else.
   */
  async acceptSignedIn(key: string, teaches: (workshop: WorkshopId) => boolean): Promise<WorkshopId> {
    const { workshopId } = await this.#findInvitation(key)
    if (workshopId === null || teaches(workshopId)) throw new LabError('TEACHES_ALREADY')
    const taken = await this.#store.takeInvitation(sha256Hex(key), this.#clock.now())
    if (!taken) throw new LabError('INVITATION_USED')
    return workshopId
  }

  /** A new password ends all sign-ins but `token`'s. Throws NAME_TAKEN. */
  change(
    { id }: StoredInstructor,
    { name, password }: { name: string; password?: string | undefined },
    token: string,
  ): Promise<StoredInstructor> {
    return this.#locks.run('names', async () => {
      this.#requireFree(name, id)
      const passwordHash = password === undefined ? undefined : await hashPassword(password)
      return this.#locks.run(id, async () => {
        const before = this.#byId.get(id)!
        // First: a password that was changed, with others still signed in by the old one, would look safe.
        if (passwordHash !== undefined) await this.endSignIns(before, { but: token })
        return this.#save({ ...before, name, passwordHash: passwordHash ?? before.passwordHash })
      })
    })
  }

  async #findInvitation(key: string): Promise<{ workshopId: WorkshopId | null }> {
    const invitation = await this.#store.findInvitation(sha256Hex(key), this.#clock.now())
    if (!invitation) throw new LabError('INVITATION_USED')
    return invitation
  }

  #newSignIn(instructorId: string): { token: string; signIn: SignIn } {
    const token = randomToken()
    const expiresAt = this.#clock.now() + SIGNED_IN_MS
    return { token, signIn: { tokenHash: sha256Hex(token), instructorId, expiresAt } }
  }

  #byName(name: string): StoredInstructor | undefined {
    return [...this.#byId.values()].find((one) => isSameName(one.name, name))
  }

  #requireFree(name: string, own: string | undefined): void {
    const taken = this.#byName(name)
    if (taken && taken.id !== own) throw new LabError('NAME_TAKEN')
  }

  async #save(instructor: StoredInstructor): Promise<StoredInstructor> {
    await this.#store.save(instructor)
    this.#byId.set(instructor.id, instructor)
    return instructor
  }
}
