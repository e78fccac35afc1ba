import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'

const node1 = instanceNameSchema.parse('node1')

test('with a full disk participants work on, a session ends and frees its instances, and its end is stored later', async () => {
  const { database, sessions, instances, provisioner, store } = createLabBench()
  const { session } = await sessions.open()
  await sql`CREATE TRIGGER full_disk BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(
    database,
  )
  instances.create(session)
  await settled(session, node1, 'ready')
  await sessions.close(session, 'participant')
  expect(await provisioner.list()).toEqual([])
  expect(await store.open()).toHaveLength(1)
  await sql`DROP TRIGGER full_disk`.execute(database)
  await sessions.storeEnds()
  expect(await store.open()).toEqual([])
})
