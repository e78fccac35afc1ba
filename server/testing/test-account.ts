import type { AccountRecord } from '../hub/control-protocol.ts'
import { sha256Hex } from '../lib/random.ts'
import { HubAccounts } from '../services/hub-accounts.ts'

/** An account as the Hub has it; its password is `secret`. */
export function testAccountRecord(username: string): AccountRecord {
  const { password: _, ...account } = new HubAccounts('tests').derive({ id: username as never, username })
  return { ...account, passwordHash: sha256Hex('secret'), expiresAt: Number.MAX_SAFE_INTEGER }
}
