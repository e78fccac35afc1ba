import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { OPERATOR_TOKEN, startTestServer } from '../testing/test-server.ts'
import { Drain } from '../services/drain.ts'
import { SettingsStore } from '../store/settings.ts'

const asOperator = { authorization: `Bearer ${OPERATOR_TOKEN}` }

test('a drained lab lets nobody new in, keeps what there is, says so, and opens again', async () => {
  const bench = createLabBench()
  await using server = await startTestServer(bench)
  const drain = (isDraining: boolean) =>
    server.send('POST', '/api/operator/drain', { headers: asOperator, body: JSON.stringify({ isDraining }) })
  const opened = await server.send('POST', '/api/session', { body: '{}' })
  const cookie = opened.headers['set-cookie']![0]!.split(';')[0]!

  expect(JSON.parse((await drain(true)).body)).toEqual({ isDraining: true, sessions: 1 })
  const refused = await server.send('POST', '/api/session', { body: '{}' })
  expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('DRAINING')])
  const instance = await server.send('POST', '/api/session/instances', { headers: { cookie }, body: '{}' })
  expect([instance.status, instance.body]).toEqual([503, expect.stringContaining('DRAINING')])
  expect((await server.send('GET', '/api/session', { headers: { cookie } })).status).toBe(200)
  expect(JSON.parse((await server.send('GET', '/api/health')).body)).toMatchObject({
    status: 'degraded',
    isDraining: true,
  })
  // A broker that starts now is still draining.
  expect((await Drain.open(new SettingsStore(bench.database), bench.log)).isDraining).toBe(true)

  await drain(false)
  expect((await server.send('POST', '/api/session', { body: '{}' })).status).toBe(201)
  const added = await server.send('POST', '/api/session/instances', { headers: { cookie }, body: '{}' })
  expect(added.status).toBe(201)
})

test('whoever is not the operator cannot drain', async () => {
  await using server = await startTestServer()
  const answer = await server.send('POST', '/api/operator/drain', { body: '{"isDraining":true}' })
  expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('NOT_OPERATOR')])
})
