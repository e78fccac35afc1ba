import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditAnswerSchema } from '../protocol/audit.ts'
import { encodeFrame } from '../protocol/frames.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { settled } from '../testing/lab-bench.ts'
import {
  INSTRUCTOR_TOKEN,
  OPERATOR_TOKEN,
  startTestServer,
  type SendOptions,
} from '../testing/test-server.ts'
import { attach, openWithInstance } from '../testing/socket-tab.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
beforeEach(async () => void (server = await startTestServer()))
afterEach(async () => server[Symbol.asyncDispose]())

const asOperator = { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } }
const node1 = instanceNameSchema.parse('node1')

async function metrics(): Promise<string> {
  const answer = await server.send('GET', '/metrics', asOperator)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  return answer.body
}

/** Value of a sample, by its name and labels as they are written. */
function sample(text: string, name: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length))
}

test('metrics are the operator’s alone', async () => {
  const attempts: SendOptions[] = [
    {},
    { headers: { authorization: 'Bearer wrong' } },
    { headers: { authorization: `Basic ${OPERATOR_TOKEN}` } },
    { headers: { cookie: `drydock_instructor=${INSTRUCTOR_TOKEN}` } },
  ]
  for (const attempt of attempts) {
    const { status, body } = await server.send('GET', '/metrics', attempt)
    expect({ status, code: (JSON.parse(body) as { error: { code: string } }).error.code }).toEqual({
      status: 403,
      code: 'NOT_OPERATOR',
    })
  }
})

test('metrics are in the exposition format, and each is explained', async () => {
  const lines = (await metrics()).split('\n')
  const comment = /^# (HELP [a-zA-Z_:][\w:]* .+|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram|summary))$/
  const value =
    /^[a-zA-Z_:][\w:]*(\{[a-z_]+="[^"\\\n]*"(,[a-z_]+="[^"\\\n]*")*\})? (-?[\d.]+(e[+-]?\d+)?|\+Inf|NaN)$/
  expect(lines.filter((line) => line !== '' && !comment.test(line) && !value.test(line))).toEqual([])
  const named = new Set(lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]))
  const samples = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const homeless = samples.filter((line) => {
    const name = /^[\w:]+/.exec(line)![0]
    return !named.has(name) && !named.has(name.replace(/_(bucket|sum|count)$/, ''))
  })
  expect(homeless).toEqual([])
})

test('what happens is counted, without a trace of whom it happened to', async () => {
  const { session } = await server.sessions.open()
  server.instances.create(session)
  await settled(session, node1, 'ready')
  const other = await server.sessions.open()
  await server.sessions.close(other.session, 'idle')
  await server.send('GET', '/api/health')
  await server.send('GET', '/api/no/such/path-of-somebody')
  const text = await metrics()
  expect(sample(text, 'drydock_sessions_open')).toBe(1)
  expect(sample(text, 'drydock_events_total{event="session-opened"}')).toBe(2)
  expect(sample(text, 'drydock_sessions_closed_total{by="idle"}')).toBe(1)
  expect(sample(text, 'drydock_instances{status="ready"}')).toBe(1)
  expect(sample(text, 'drydock_instance_start_seconds_count')).toBe(1)
  expect(sample(text, 'drydock_engine_up')).toBe(1)
  expect(
    sample(text, 'drydock_http_request_seconds_count{method="GET",route="/api/health",status="200"}'),
  ).toBe(1)
  expect(sample(text, 'drydock_http_request_seconds_count{method="GET",route="none",status="404"}')).toBe(1)
  for (const secret of [session.stored.id, session.stored.username, session.stored.previewKey]) {
    expect(text).not.toContain(secret)
  }
  expect(text).not.toContain('path-of-somebody')
})

test('keys, connections and their bytes are measured', async () => {
  server.access.onShell = (shell) => (shell.onTyped = (text) => text)
  const { tab } = await openWithInstance(server)
  tab.send(attach)
  await tab.next('attached')
  tab.socket.send(encodeFrame(1, new TextEncoder().encode('l')))
  await tab.printed('l')
  const text = await metrics()
  expect(sample(text, 'drydock_sockets_open')).toBe(1)
  expect(sample(text, 'drydock_terminals_open')).toBe(1)
  expect(sample(text, 'drydock_keystroke_echo_seconds_count')).toBe(1)
  expect(sample(text, 'drydock_socket_bytes_total{direction="in"}')).toBeGreaterThan(10)
  expect(sample(text, 'drydock_socket_bytes_total{direction="out"}')).toBeGreaterThan(10)
  tab.socket.close()
})

test('a lab engine that is away is a value, not a failure', async () => {
  server.provisioner.isDown = true
  const text = await metrics()
  expect(sample(text, 'drydock_engine_up')).toBe(0)
  expect(sample(text, 'drydock_engine_answer_seconds')).toBeUndefined()
})

test('sign-ins and refused attempts are in the audit log, which is the operator’s', async () => {
  expect((await server.send('GET', '/api/operator/audit')).status).toBe(403)
  const enter = (key: string) =>
    server.send('POST', '/api/teach/enter', { body: JSON.stringify({ key, isReplacing: false }) })
  await enter(INSTRUCTOR_TOKEN)
  await enter('guess')
  for (let i = 0; i < 5; i++) await enter('guess-again')
  await server.send('GET', '/metrics', { headers: { authorization: 'Bearer guess' } })
  const answer = await server.send('GET', '/api/operator/audit', asOperator)
  const { entries } = auditAnswerSchema.parse(JSON.parse(answer.body))
  expect(entries.map(({ role, act, result, target }) => ({ role, act, result, target }))).toEqual([
    { role: 'visitor', act: 'wrong-token', result: 'refused', target: null },
    { role: 'visitor', act: 'instructor.enter', result: 'refused', target: null },
    { role: 'visitor', act: 'instructor.enter', result: 'done', target: null },
    { role: 'visitor', act: 'audit.read', result: 'refused', target: null },
  ])
  expect(entries.every(({ address }) => address?.includes('127.0.0.1'))).toBe(true)
  expect(answer.body).not.toMatch(/guess|token-of-the-tests/)
  const older = await server.send('GET', `/api/operator/audit?before=${entries[1]!.id}&limit=1`, asOperator)
  expect(auditAnswerSchema.parse(JSON.parse(older.body)).entries).toEqual([entries[2]])
})
