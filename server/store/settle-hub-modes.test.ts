import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { storeExamples } from '../testing/example-workshop.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { settleHubModes } from './settle-hub-modes.ts'

async function modes({ store, workshopStore }: ReturnType<typeof createLabBench>) {
  return {
    sessions: (await store.open()).map(({ hubMode }) => hubMode),
    workshops: (await workshopStore.all()).map(({ plan }) => plan.hub),
  }
}

test('what is from before there was a choice has the mode that the machine had, for good', async () => {
  const bench = createLabBench()
  await storeExamples(bench)
  await bench.sessions.open()
  await sql`UPDATE sessions SET hub_mode = NULL`.execute(bench.database)
  await sql`UPDATE workshops SET plan = json_remove(plan, '$.hub')`.execute(bench.database)
  await settleHubModes(bench.database, 'live')
  expect(await modes(bench)).toEqual({ sessions: ['live'], workshops: ['live'] })
  await bench.sessions.open()
  await settleHubModes(bench.database, 'sandbox')
  expect(await modes(bench)).toEqual({ sessions: ['live', 'sandbox'], workshops: ['live'] })
})
