import type { PasskeyId } from '../protocol/passkey.ts'

/** Of an instructor. None of it is a secret: the private key stays in the authenticator. */
export interface StoredPasskey {
  id: PasskeyId
  instructorId: string
  /** As the authenticator names it, base64url. Unique. */
  credentialId: string
  /** As the authenticator names the account, base64url: the same for all passkeys of one. */
  userHandle: string
  /** COSE, base64url. */
  publicKey: string
  /** Of uses, as the authenticator counts them; one that is synchronised between devices stays at 0. */
  counter: number
  name: string
  createdAt: number
  lastUsedAt: number | null
}

/** Few, read whole at the start. Times are milliseconds since the epoch. */
export interface PasskeyStore {
  /** The oldest first. */
  all(): Promise<StoredPasskey[]>
  /** Adds it, or changes its counter and its last use. */
  save(passkey: StoredPasskey): Promise<void>
  /** Idempotent. */
  remove(id: PasskeyId): Promise<void>
}
