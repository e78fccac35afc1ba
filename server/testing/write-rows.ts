/**
 * A process that writes and is killed: sessions one after the other, each acknowledged on standard output when the store
 * says that it has it. `node write-rows.ts <database>`
 */
import { writeSync } from 'node:fs'
import { randomBase32, randomToken } from '../lib/random.ts'
import type { SessionId } from '../protocol/ids.ts'
import { openDatabase } from '../store/database.ts'
import { SqliteSessionStore } from '../store/sqlite-session-store.ts'

const store = new SqliteSessionStore(openDatabase(process.argv[2]!))
for (;;) {
  const id = randomBase32(26) as SessionId
  const secrets = { tokenHash: randomToken(), previewKey: randomBase32(26), username: randomBase32(8) }
  const times = { createdAt: 1, expiresAt: 2, deadline: 3, claimedAt: 1 }
  const kind = { seatId: null, maxInstances: null, hubMode: 'sandbox' as const }
  await store.insert({ id, ...secrets, ...times, ...kind })
  writeSync(1, `${id}\n`)
}
