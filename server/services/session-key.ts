import { sha256Hex } from '../lib/random.ts'
import type { SessionKey } from '../ports/store.ts'

/** Of a session that no workshop has. `undefined`: no cookie. */
export function keyOfCookie(token: string | undefined): SessionKey | undefined {
  return token === undefined ? undefined : { tokenHash: sha256Hex(token) }
}
