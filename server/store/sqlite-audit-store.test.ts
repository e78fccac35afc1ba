import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'

const DAY_MS = 24 * 3_600_000
const entry = (at: number) => ({
  at,
  role: 'instructor' as const,
  address: '127.0.0.1',
  act: 'instructor.enter',
  target: null,
  result: 'done' as const,
})

test('entries cannot be changed, nor removed before they are 400 days old', async () => {
  const database = openDatabase(':memory:')
  const store = new SqliteAuditStore(database)
  const now = Date.now()
  await store.append(entry(now - 401 * DAY_MS))
  await store.append(entry(now - 399 * DAY_MS))
  await expect(database.updateTable('audit').set({ act: 'nothing' }).execute()).rejects.toThrow('append-only')
  await expect(database.deleteFrom('audit').where('id', '=', 2).execute()).rejects.toThrow('append-only')
  await expect(store.prune(now)).rejects.toThrow('append-only')
  expect(await store.newest({ limit: 10 })).toHaveLength(2)
  await store.prune(now - 400 * DAY_MS)
  expect((await store.newest({ limit: 10 })).map(({ id }) => id)).toEqual([2])
})
