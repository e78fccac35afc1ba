import type { InstructorStore, SignIn, StoredInstructor, StoredInvitation } from '../ports/workshop-store.ts'
import type { WorkshopId } from '../protocol/workshop.ts'
import type { StoredPasskey } from '../ports/passkey-store.ts'
import type { Database } from './database.ts'
import { savePasskey } from './sqlite-passkey-store.ts'

export class SqliteInstructorStore implements InstructorStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async all(): Promise<StoredInstructor[]> {
    const rows = await this.#database.selectFrom('instructors').selectAll().execute()
    return rows.map(({ id, name, password_hash, created_at }) => ({
      id,
      name,
      passwordHash: password_hash,
      createdAt: created_at,
    }))
  }

  async signIns(): Promise<SignIn[]> {
    const rows = await this.#database.selectFrom('sign_ins').selectAll().execute()
    return rows.map((row) => ({
      tokenHash: row.token_hash,
      instructorId: row.instructor_id,
      expiresAt: row.expires_at,
    }))
  }

  async save({ id, name, passwordHash, createdAt }: StoredInstructor): Promise<void> {
    const changes = { name, password_hash: passwordHash }
    await this.#database
      .insertInto('instructors')
      .values({ id, ...changes, created_at: createdAt })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .execute()
  }

  async addSignIn({ tokenHash, instructorId, expiresAt }: SignIn): Promise<void> {
    await this.#database
      .insertInto('sign_ins')
      .values({ token_hash: tokenHash, instructor_id: instructorId, expires_at: expiresAt })
      .execute()
  }

  async removeSignIn(tokenHash: string): Promise<void> {
    await this.#database.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute()
  }

  async removeSignIns(instructorId: string, { tokenHash }: { tokenHash: string }): Promise<void> {
    await this.#database
      .deleteFrom('sign_ins')
      .where('instructor_id', '=', instructorId)
      .where('token_hash', '!=', tokenHash)
      .execute()
  }

  async addInvitation(invitation: StoredInvitation): Promise<void> {
    await this.#database
      .insertInto('invitations')
      .values({
        key_hash: invitation.keyHash,
        workshop_id: invitation.workshopId,
        invited_by: invitation.invitedBy,
        expires_at: invitation.expiresAt,
      })
      .execute()
  }

  async invitations(workshopId: WorkshopId | null, now: number): Promise<StoredInvitation[]> {
    const rows = await this.#database
      .selectFrom('invitations')
      .selectAll()
      .where('workshop_id', 'is not distinct from', workshopId)
      .where('expires_at', '>=', now)
      .orderBy('expires_at')
      .execute()
    return rows.map((row) => ({
      keyHash: row.key_hash,
      workshopId,
      invitedBy: row.invited_by,
      expiresAt: row.expires_at,
    }))
  }

  async removeInvitation(workshopId: WorkshopId | null, keyHash: string): Promise<boolean> {
    const removed = await this.#database
      .deleteFrom('invitations')
      .where('key_hash', '=', keyHash)
      .where('workshop_id', 'is not distinct from', workshopId)
      .returning('key_hash')
      .executeTakeFirst()
    return removed !== undefined
  }

  async findInvitation(keyHash: string, now: number): Promise<{ workshopId: WorkshopId | null } | undefined> {
    const row = await this.#database
      .selectFrom('invitations')
      .select('workshop_id')
      .where('key_hash', '=', keyHash)
      .where('expires_at', '>=', now)
      .executeTakeFirst()
    return row && { workshopId: row.workshop_id as WorkshopId | null }
  }

  accept(
    keyHash: string,
    {
      instructor,
      passkey,
      signIn,
    }: { instructor: StoredInstructor; passkey: StoredPasskey | null; signIn: SignIn },
    now: number,
  ): Promise<{ workshopId: WorkshopId | null } | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const store = new SqliteInstructorStore(transaction)
      const invitation = await store.takeInvitation(keyHash, now)
      if (!invitation) return undefined
      await store.save(instructor)
      if (passkey) await savePasskey(transaction, passkey)
      await store.addSignIn(signIn)
      return invitation
    })
  }

  async takeInvitation(keyHash: string, now: number): Promise<{ workshopId: WorkshopId | null } | undefined> {
    const row = await this.#database
      .deleteFrom('invitations')
      .where('key_hash', '=', keyHash)
      .returning(['workshop_id', 'expires_at'])
      .executeTakeFirst()
    if (!row || row.expires_at < now) return undefined
    return { workshopId: row.workshop_id as WorkshopId | null }
  }

  async removeExpired(now: number): Promise<void> {
    await this.#database.deleteFrom('sign_ins').where('expires_at', '<=', now).execute()
    await this.#database.deleteFrom('invitations').where('expires_at', '<', now).execute()
  }
}
