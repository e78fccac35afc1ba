import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { SqliteInstructorStore } from './sqlite-instructor-store.ts'

const END = 1_000

test('what has expired is removed, and nothing that still opens something', async () => {
  const database = openDatabase(':memory:')
  const store = new SqliteInstructorStore(database)
  await store.save({ id: 'ada', name: 'Ada', passwordHash: null, createdAt: 0 })
  for (const expiresAt of [END - 1, END, END + 1]) {
    await store.addSignIn({ tokenHash: `${expiresAt}`, instructorId: 'ada', expiresAt })
    await store.addInvitation({ keyHash: `${expiresAt}`, workshopId: null, invitedBy: 'ada', expiresAt })
  }
  await store.removeExpired(END)
  expect((await store.signIns()).map(({ expiresAt }) => expiresAt)).toEqual([END + 1])
  expect((await store.invitations(null, 0)).map(({ expiresAt }) => expiresAt)).toEqual([END, END + 1])
  expect(await store.all()).toHaveLength(1)
})
