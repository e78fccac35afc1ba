import { expect, test } from 'vitest'
import { z } from 'zod'
import { createLogger } from '../lib/logger.ts'
import { encodeFrame } from '../protocol/frames.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { keyOfCookie } from '../services/session-key.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { attach, Tab } from '../testing/socket-tab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer } from '../testing/test-server.ts'

const node1 = instanceNameSchema.parse('node1')
const TYPED = 'echo typed-secret'
const PRINTED = 'printed-secret'
const lineSchema = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().min(1) })

/** Everything that a log must not hold, and what goes on with each of them while it is written. */
test('a run through the app, with its failures, leaves no secret and no terminal content in the log', async () => {
  const lines: string[] = []
  const log = createLogger({
    level: 'trace',
    isPretty: false,
    destination: { write: (line: string) => void lines.push(line) },
  })
  await using server = await startTestServer(createLabBench({ log }))
  server.access.onShell = (shell) => (shell.onTyped = () => PRINTED)

  const opened = await server.send('POST', '/api/session', { body: '{}', headers: { origin: server.origin } })
  const cookie = opened.headers['set-cookie']![0]!.split(';')[0]!
  const token = cookie.slice(cookie.indexOf('=') + 1)
  const session = server.sessions.byKey(keyOfCookie(token))!
  const asParticipant = { headers: { cookie, origin: server.origin }, body: '{}' }
  await server.send('POST', '/api/session/instances', asParticipant)
  await settled(session, node1, 'ready')

  const tab = new Tab(server, cookie)
  await tab.next('session')
  tab.send(attach)
  await tab.next('attached')
  tab.socket.send(encodeFrame(1, new TextEncoder().encode(TYPED)))
  await tab.printed(PRINTED)
  tab.send({ type: 'set-variable', lab: 'no', chapter: 'no', name: 'no', value: 'typed-secret' })
  await tab.next('error')
  tab.socket.send(`{"type":"${PRINTED}"`)
  await tab.next('error')

  const previewHost = `80--node1--${session.stored.previewKey}.localhost:${server.port}`
  await server.send('GET', '/?of=typed-secret', { headers: { host: previewHost, cookie } })
  for (const key of [INSTRUCTOR_TOKEN, 'guessed-secret']) {
    await server.send('POST', '/api/teach/enter', { body: JSON.stringify({ key, isReplacing: false }) })
    await server.send('POST', '/api/join/seat', { body: JSON.stringify({ key, isReplacing: false }) })
  }
  await server.send('GET', '/metrics', { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } })
  await server.send('GET', '/metrics', { headers: { authorization: 'Bearer guessed-secret' } })
  await server.send('POST', `/api/session?token=${token}`, { headers: { cookie }, body: `{"${token}` })
  server.provisioner.failNextStart = new Error('an inner failure')
  await server.send('POST', '/api/session/instances', asParticipant)
  await settled(session, instanceNameSchema.parse('node2'), 'failed')
  const { headers } = asParticipant
  await server.send('DELETE', '/api/session/instances/node1', { headers })
  expect((await server.send('DELETE', '/api/session', { headers })).status).toBe(204)

  const account = server.hubAccounts.derive(session.stored)
  const text = lines.join('')
  const secrets = {
    token,
    tokenHash: session.stored.tokenHash,
    previewKey: session.stored.previewKey,
    hubPassword: account.password,
    awsSecret: account.awsSecretAccessKey,
    instructor: INSTRUCTOR_TOKEN,
    operator: OPERATOR_TOKEN,
    guess: 'guessed-secret',
    typed: 'typed-secret',
    printed: PRINTED,
  }
  const leaked = Object.entries(secrets).filter(([, secret]) => text.includes(secret))
  expect(leaked.map(([name]) => name)).toEqual([])

  const messages = lines.map((line) => lineSchema.parse(JSON.parse(line)))
  expect(new Set(messages.map(({ msg }) => msg))).toEqual(
    new Set([...messages.map(({ msg }) => msg), 'timeline', 'audit', 'instance did not start']),
  )
  const ofSession = messages.filter(({ msg }) => msg === 'timeline')
  expect(ofSession.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['session-opened', 'instance-ready', 'instance-failed', 'session-closed']),
  )
  expect(ofSession.every(({ sessionId }) => sessionId === session.stored.id)).toBe(true)
})
