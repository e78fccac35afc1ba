import { afterAll, beforeAll, expect, test } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import { sessionViewSchema } from '../protocol/session.ts'
import { settled } from '../testing/lab-bench.ts'
import { INSTRUCTOR_TOKEN, startTestServer, type Answer } from '../testing/test-server.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

function codeOf(answer: Answer): string {
  return (JSON.parse(answer.body) as { error: { code: string } }).error.code
}

async function openSession(): Promise<string> {
  const answer = await server.send('POST', '/api/session', { body: '{}' })
  expect(answer.status).toBe(201)
  return answer.headers['set-cookie']![0]!.split(';')[0]!
}

test('a session opens with a cookie that scripts and other sites cannot use', async () => {
  const answer = await server.send('POST', '/api/session', { body: '{}' })
  expect(answer.status).toBe(201)
  expect(answer.headers['set-cookie']![0]).toMatch(/^drydock_session=[\w-]{43}; .*HttpOnly.*SameSite=Strict/)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(JSON.parse(answer.body)).toMatchObject({ maxInstances: 5, instances: [] })
})

test('opening twice finds the same session', async () => {
  const cookie = await openSession()
  const again = await server.send('POST', '/api/session', { body: '{}', headers: { cookie } })
  expect(again.status).toBe(200)
  expect(again.headers['set-cookie']).toBeUndefined()
})

test('without a session, or with a made-up cookie, there is nothing to see', async () => {
  for (const cookie of ['', 'drydock_session=guess', 'drydock_session=%00', '=;;=']) {
    const answer = await server.send('GET', '/api/session', { headers: { cookie } })
    expect(answer.status).toBe(404)
    expect(codeOf(answer)).toBe('NO_SESSION')
  }
})

test('instances are created, limited and deleted', async () => {
  const cookie = await openSession()
  for (let index = 1; index <= 5; index++) {
    const answer = await server.send('POST', '/api/session/instances', { body: '{}', headers: { cookie } })
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toMatchObject({ name: `node${index}`, status: 'starting' })
  }
  const tooMany = await server.send('POST', '/api/session/instances', { body: '{}', headers: { cookie } })
  expect([tooMany.status, codeOf(tooMany)]).toEqual([409, 'INSTANCE_LIMIT'])
  const gone = await server.send('DELETE', '/api/session/instances/node3', { headers: { cookie } })
  expect(gone.status).toBe(204)
  const twice = await server.send('DELETE', '/api/session/instances/node3', { headers: { cookie } })
  expect([twice.status, codeOf(twice)]).toEqual([404, 'INSTANCE_NOT_FOUND'])
})

test('closing ends the session for every holder of the cookie', async () => {
  const cookie = await openSession()
  expect((await server.send('DELETE', '/api/session', { headers: { cookie } })).status).toBe(204)
  expect((await server.send('GET', '/api/session', { headers: { cookie } })).status).toBe(404)
})

test.each([
  ['malformed JSON', { body: '{' }, 400, 'BAD_REQUEST'],
  ['an unknown field', { body: '{"image":"evil","privileged":true}' }, 400, 'BAD_REQUEST'],
  ['an oversized body', { body: JSON.stringify({ x: 'y'.repeat(100_000) }) }, 413, 'BODY_TOO_LARGE'],
  [
    'a form',
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['plain text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
])('%s is refused with a code', async (_name, options, status, code) => {
  const answer = await server.send('POST', '/api/session', options)
  expect([answer.status, codeOf(answer)]).toEqual([status, code])
})

test('an instance name that is not one is refused', async () => {
  const cookie = await openSession()
  for (const name of ['node0', '..%2f..', 'node1;rm', 'NODE1']) {
    const answer = await server.send('DELETE', `/api/session/instances/${name}`, { headers: { cookie } })
    expect([400, 404]).toContain(answer.status)
  }
})

test('commands from another site are refused, also with the right cookie', async () => {
  const cookie = await openSession()
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `http://5000--node1--x.localhost:${server.port}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: `http://localhost:${server.port}` },
  ]
  for (const headers of foreign) {
    const answer = await server.send('DELETE', '/api/session', { headers: { cookie, ...headers } })
    expect([answer.status, codeOf(answer)]).toEqual([403, 'ORIGIN_REFUSED'])
  }
  expect((await server.send('GET', '/api/session', { headers: { cookie } })).status).toBe(200)
})

test('a host name that is not ours gets nothing: no page, no API', async () => {
  for (const path of ['/', '/api/health']) {
    const answer = await server.send('GET', path, { headers: { host: `evil.example:${server.port}` } })
    expect([answer.status, codeOf(answer)]).toEqual([421, 'HOST_REFUSED'])
  }
})

test('pages come through, unknown API paths are errors', async () => {
  expect((await server.send('GET', '/labs/x')).body).toBe('page /labs/x')
  expect((await server.send('GET', '/apiary')).body).toBe('page /apiary')
  const answer = await server.send('GET', '/api/nothing')
  expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND'])
})

test('a page may ask for passkeys, and for nothing else of the machine', async () => {
  const policy = String((await server.send('GET', '/teach')).headers['permissions-policy']).split(', ')
  expect(policy).toEqual(
    expect.arrayContaining(['publickey-credentials-create=(self)', 'publickey-credentials-get=(self)']),
  )
  expect(policy).toEqual(expect.arrayContaining(['camera=()', 'microphone=()', 'usb=()', 'hid=()']))
})

test('health tells what the design promises', async () => {
  const health: unknown = JSON.parse((await server.send('GET', '/api/health')).body)
  expect(health).toMatchObject({
    status: 'ok',
    isolation: { verdict: 'userns' },
    hub: { modes: ['sandbox'], isUp: true },
    engine: { isUp: true, version: 'fake' },
    capacity: { maxInstances: 100 },
  })
})

test('every route is described', async () => {
  const { paths } = JSON.parse((await server.send('GET', '/api/openapi.json')).body) as { paths: object }
  expect(Object.keys(paths).sort()).toEqual([
    '/api/class',
    '/api/class/hand',
    '/api/health',
    '/api/hub/repositories',
    '/api/hub/repositories/{host}/{*}',
    '/api/join',
    '/api/join/lookup',
    '/api/join/seat',
    '/api/join/seat/lookup',
    '/api/operator/audit',
    '/api/operator/drain',
    '/api/session',
    '/api/session/end',
    '/api/session/extend',
    '/api/session/instances',
    '/api/session/instances/{instance}/terminals',
    '/api/session/instances/{instance}/terminals/{terminal}',
    '/api/session/instances/{name}',
    '/api/session/instances/{name}/files',
    '/api/session/instances/{name}/files/text',
    '/api/session/instances/{name}/files/version',
    '/api/session/last-screens',
    '/api/session/progress',
    '/api/session/timeline',
    '/api/teach/accept',
    '/api/teach/accept-signed-in',
    '/api/teach/enter',
    '/api/teach/invitations',
    '/api/teach/invitations/{invitation}',
    '/api/teach/me',
    '/api/teach/passkey-accept',
    '/api/teach/passkey-accept/challenge',
    '/api/teach/passkey-sign-in',
    '/api/teach/passkey-sign-in/challenge',
    '/api/teach/passkeys',
    '/api/teach/passkeys/challenge',
    '/api/teach/passkeys/{passkey}',
    '/api/teach/sessions',
    '/api/teach/sign-in',
    '/api/teach/sign-out',
    '/api/teach/workshops',
    '/api/teach/workshops/{workshop}',
    '/api/teach/workshops/{workshop}/commands',
    '/api/teach/workshops/{workshop}/invitations',
    '/api/teach/workshops/{workshop}/invitations/{invitation}',
    '/api/teach/workshops/{workshop}/new-code',
    '/api/teach/workshops/{workshop}/progress.csv',
    '/api/teach/workshops/{workshop}/report',
    '/api/teach/workshops/{workshop}/restore',
    '/api/teach/workshops/{workshop}/teachers/{teacher}',
    '/metrics',
  ])
})

test('the instructor’s pages open with the link and with nothing else', async () => {
  const cookie = await openSession()
  const refused = await server.send('GET', '/api/teach/sessions', { headers: { cookie } })
  expect([refused.status, codeOf(refused)]).toEqual([403, 'NOT_INSTRUCTOR'])
  const enter = (key: string) =>
    server.send('POST', '/api/teach/enter', { body: JSON.stringify({ key, isReplacing: false }) })
  expect((await enter('guess')).status).toBe(403)
  const entered = await enter(INSTRUCTOR_TOKEN)
  expect(entered.status).toBe(200)
  const instructor = entered.headers['set-cookie']![0]!.split(';')[0]!
  const roster = await server.send('GET', '/api/teach/sessions', { headers: { cookie: instructor } })
  expect(roster.status).toBe(200)
  expect(JSON.parse(roster.body)).toContainEqual(expect.objectContaining({ progress: [] }))
})

test('a preview host with a key that nobody has leads nowhere', async () => {
  const host = `5000--node1--${'a'.repeat(26)}.localhost:${server.port}`
  const answer = await server.send('GET', '/', { headers: { host } })
  expect(answer.status).toBe(404)
  expect(answer.body).toContain('Nothing is published')
})

test('terminals are opened, named and closed by number', async () => {
  const { session, token } = await server.sessions.open()
  server.instances.create(session)
  const node1 = instanceNameSchema.parse('node1')
  await settled(session, node1, 'ready')
  const headers = { cookie: `drydock_session=${token}` }
  const terminals = '/api/session/instances/node1/terminals'
  const opened = await server.send('POST', terminals, { headers, body: '{}' })
  expect([opened.status, JSON.parse(opened.body)]).toEqual([201, { number: 2 }])
  const name = (body: object, number: number | string = 2) =>
    server.send('PATCH', `${terminals}/${number}`, { headers, body: JSON.stringify(body) })
  expect((await name({ name: 'logs' })).status).toBe(204)
  const view = JSON.parse((await server.send('GET', '/api/session', { headers })).body) as object
  expect(view).toMatchObject({ instances: [{ terminals: [{ number: 1 }, { number: 2, name: 'logs' }] }] })
  for (const bad of ['', ' ', 'x'.repeat(31), 'a\u202eb', 'a\u0007', 7]) {
    expect(codeOf(await name({ name: bad }))).toBe('BAD_REQUEST')
  }
  for (const number of [0, 9, 1.5, 'x', -1])
    expect(codeOf(await name({ name: 'a' }, number))).toBe('BAD_REQUEST')
  expect(codeOf(await name({ name: 'a' }, 3))).toBe('TERMINAL_NOT_FOUND')
  expect((await server.send('DELETE', `${terminals}/2`, { headers })).status).toBe(204)
  expect(codeOf(await server.send('DELETE', `${terminals}/2?force=true`, { headers }))).toBe(
    'TERMINAL_NOT_FOUND',
  )
  expect(codeOf(await server.send('POST', terminals, { body: '{}' }))).toBe('NO_SESSION')
})

test('a session can be extended by whoever has it, up to its deadline', async () => {
  const cookie = await openSession()
  const extend = (headers: Record<string, string>) =>
    server.send('POST', '/api/session/extend', { headers, body: '{}' })
  const view = ({ body }: Answer) => sessionViewSchema.parse(JSON.parse(body))
  const before = view(await server.send('GET', '/api/session', { headers: { cookie } }))
  const answer = await extend({ cookie })
  expect(answer.status).toBe(200)
  expect(view(answer).expiresAt).toBe(before.expiresAt + before.extensionMs)
  let last = answer
  while (last.status === 200) last = await extend({ cookie })
  expect([last.status, codeOf(last)]).toEqual([409, 'EXTENSION_LIMIT'])
  expect((await extend({})).status).toBe(404)
})

test('last screens are nobody’s without the cookie of an ended session', async () => {
  const answer = await server.send('GET', '/api/session/last-screens')
  expect(JSON.parse(answer.body)).toEqual({ screens: [], keptUntil: null })
})
