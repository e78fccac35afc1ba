import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { startTestServer } from '../testing/test-server.ts'

const CREATES = 50

test('50 creates at once give one session the instances that it may have, and no more', async () => {
  const bench = createLabBench({ maxPerSession: 5 })
  await using server = await startTestServer(bench)
  const { session, token } = await bench.sessions.open()
  const headers = { cookie: `drydock_session=${token}` }
  const answers = await Promise.all(
    Array.from({ length: CREATES }, () =>
      server.send('POST', '/api/session/instances', { headers, body: '{}' }),
    ),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
  expect(session.instances.size).toBe(5)
  expect((await bench.provisioner.list()).length).toBeLessThanOrEqual(5)
})

test('50 sessions that create at once share what the whole lab may have', async () => {
  const bench = createLabBench({ maxTotal: 20 })
  const opened = await Promise.all(Array.from({ length: CREATES }, () => bench.sessions.open()))
  const created = await Promise.allSettled(opened.map(async ({ session }) => bench.instances.create(session)))
  expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
  const held = opened.reduce((sum, { session }) => sum + session.instances.size, 0)
  expect(held).toBe(20)
})
