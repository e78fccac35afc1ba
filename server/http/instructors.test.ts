import { afterAll, expect, test } from 'vitest'
import { RATE_LIMITS } from '../domain/rate-limits.ts'
import { teacherViewSchema, workshopViewSchema } from '../protocol/workshop.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { SoftwareAuthenticator } from '../testing/software-authenticator.ts'
import { passkeyCreationSchema, passkeyRequestSchema } from '../protocol/passkey.ts'
import { CLASS_COOKIES, codeOf, startClass } from '../testing/open-class.ts'
import { INSTRUCTOR_TOKEN, type Answer } from '../testing/test-server.ts'

let now = 0
const server = await startClass({}, { limits: new RateLimits(() => now) })
afterAll(() => server[Symbol.asyncDispose]())

const ONE = `/api/teach/workshops/${EXAMPLE_WORKSHOP.id}`
const account = { name: 'Ada', password: 'a password of hers' }

function post(path: string, body: object, cookie = ''): Promise<Answer> {
  return server.send('POST', path, { headers: { cookie }, body: JSON.stringify(body) })
}

function me(cookie: string): Promise<Answer> {
  return server.send('GET', '/api/teach/me', { headers: { cookie } })
}

function cookieOf({ headers }: Answer): string {
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** The key of a link that `path` makes. */
async function invite(path: string, cookie = CLASS_COOKIES.instructor): Promise<string> {
  const { url } = JSON.parse((await post(path, {}, cookie)).body) as { url: string }
  expect(url).toMatch(new RegExp(`^${server.origin}/teach/accept#[\\w-]{43}$`))
  return url.split('#')[1]!
}

test('the printed link signs the host in, who then gives themselves a name and a password', async () => {
  const entered = await post('/api/teach/enter', { key: INSTRUCTOR_TOKEN, isReplacing: false })
  expect(JSON.parse(entered.body)).toMatchObject({ name: 'Instructor' })
  const cookie = cookieOf(entered)
  expect(teacherViewSchema.parse(JSON.parse((await me(cookie)).body))).toMatchObject({
    name: 'Instructor',
    hasPassword: false,
    maxInstances: 5,
  })
  const changed = await server.send('PUT', '/api/teach/me', {
    headers: { cookie },
    body: JSON.stringify({ name: 'Host', password: 'a password of theirs' }),
  })
  expect(JSON.parse(changed.body)).toMatchObject({ name: 'Host', hasPassword: true })
  const signedIn = await post('/api/teach/sign-in', { name: 'host', password: 'a password of theirs' })
  expect(signedIn.headers['set-cookie']![0]).toMatch(
    /^drydock_instructor=[\w-]{43}; .*HttpOnly.*SameSite=Strict/,
  )
  expect(JSON.parse((await me(cookieOf(signedIn))).body)).toMatchObject({ name: 'Host' })
})

test('the printed link takes no other instructor’s place unasked', async () => {
  const enter = (cookie: string, isReplacing = false) =>
    post('/api/teach/enter', { key: INSTRUCTOR_TOKEN, isReplacing }, cookie)
  const held = await enter(CLASS_COOKIES.coInstructor)
  expect([held.status, codeOf(held), held.headers['set-cookie']]).toEqual([
    409,
    'SIGNED_IN_ALREADY',
    undefined,
  ])
  expect(held.body).toContain('You are signed in as Grace.')
  expect((await enter(CLASS_COOKIES.coInstructor, true)).headers['set-cookie']).toBeDefined()
  expect((await enter(CLASS_COOKIES.instructor)).status).toBe(200)
  expect((await server.send('GET', `/api/teach/enter?key=${INSTRUCTOR_TOKEN}`)).status).toBe(404)
})

test('a wrong password and an unknown name are answered alike, and give no cookie', async () => {
  const wrong = [
    { name: 'Host', password: 'not the password' },
    { name: 'Nobody', password: 'not the password' },
    // Has none: signs in by a link alone.
    { name: 'Grace', password: '' },
  ]
  const answers = await Promise.all(wrong.map((attempt) => post('/api/teach/sign-in', attempt)))
  for (const answer of answers) {
    expect([answer.status, codeOf(answer)]).toEqual([403, 'WRONG_PASSWORD'])
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.body).toBe(answers[0]!.body)
  }
})

test('who has signed out is nobody, also with a copy of the cookie', async () => {
  const { cookie } = await accepted(await invite('/api/teach/invitations'), 'Barbara')
  expect((await me(cookie)).status).toBe(200)
  const answer = await post('/api/teach/sign-out', {}, cookie)
  expect([answer.status, answer.headers['set-cookie']?.[0]]).toEqual([
    204,
    expect.stringMatching(/^drydock_instructor=; /),
  ])
  const after = await me(cookie)
  expect([after.status, codeOf(after)]).toEqual([403, 'NOT_INSTRUCTOR'])
})

test('an invitation works once, and not for a name that somebody has', async () => {
  const key = await invite('/api/teach/invitations')
  const taken = await post('/api/teach/accept', { ...account, name: 'GRACE', key })
  expect([taken.status, codeOf(taken)]).toEqual([409, 'NAME_TAKEN'])
  const short = await post('/api/teach/accept', { ...account, password: 'too short', key })
  expect(short.status).toBe(400)
  const { cookie } = await accepted(key, account.name)
  expect(JSON.parse((await me(cookie)).body)).toMatchObject({ name: 'Ada', hasPassword: true })
  const again = await post('/api/teach/accept', { ...account, name: 'Eve', key })
  expect([again.status, codeOf(again)]).toEqual([410, 'INVITATION_USED'])
  // It made an instructor, and of no workshop.
  const list = await server.send('GET', '/api/teach/workshops', { headers: { cookie } })
  expect(list.body).toBe('[]')
  expect((await server.send('GET', ONE, { headers: { cookie } })).status).toBe(404)
})

test('whoever accepts the invitation of a workshop teaches that one', async () => {
  const { cookie } = await accepted(await invite(`${ONE}/invitations`), 'Edsger')
  const answer = await server.send('GET', ONE, { headers: { cookie } })
  const view = workshopViewSchema.parse(JSON.parse(answer.body))
  expect(view.role).toBe('co-instructor')
  expect(view.teachers).toContainEqual({
    id: expect.any(String) as string,
    name: 'Edsger',
    role: 'co-instructor',
  })
})

test('who has an account accepts with it', async () => {
  const key = await invite(`${ONE}/invitations`)
  const cookie = CLASS_COOKIES.otherInstructor
  expect((await server.send('GET', ONE, { headers: { cookie } })).status).toBe(404)
  const answer = await post('/api/teach/accept-signed-in', { key }, cookie)
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { name: 'Mallory' }])
  expect((await server.send('GET', ONE, { headers: { cookie } })).status).toBe(200)
  const again = await post('/api/teach/accept-signed-in', { key }, cookie)
  expect([again.status, codeOf(again)]).toEqual([410, 'INVITATION_USED'])
})

test('an invitation is accepted with a passkey, which signs in, and goes when there is a password', async () => {
  now += 3_600_000
  const key = await invite('/api/teach/invitations')
  const authenticator = new SoftwareAuthenticator()
  // The bench's public address, whatever port this server has.
  const here = { origin: 'http://localhost:3000' }
  const name = 'Katherine'
  const asked = await post('/api/teach/passkey-accept/challenge', { key, name })
  const passkey = authenticator.create(passkeyCreationSchema.parse(JSON.parse(asked.body)), here)
  const accepted = await post('/api/teach/passkey-accept', { key, name, passkey })
  expect(JSON.parse(accepted.body)).toMatchObject({
    name,
    hasPassword: false,
    passkeys: [{ name: 'My passkey', lastUsedAt: null }],
  })

  const request = async () =>
    passkeyRequestSchema.parse(JSON.parse((await post('/api/teach/passkey-sign-in/challenge', {})).body))
  const used = authenticator.use(await request(), here)
  const signedIn = await post('/api/teach/passkey-sign-in', used)
  expect(signedIn.headers['set-cookie']![0]).toMatch(
    /^drydock_instructor=[\w-]{43}; .*HttpOnly.*SameSite=Strict/,
  )
  const again = await post('/api/teach/passkey-sign-in', used)
  expect([again.status, codeOf(again), again.headers['set-cookie']]).toEqual([
    409,
    'PASSKEY_TOO_LATE',
    undefined,
  ])

  const cookie = cookieOf(signedIn)
  const { passkeys } = teacherViewSchema.parse(JSON.parse((await me(cookie)).body))
  const remove = () =>
    server.send('DELETE', `/api/teach/passkeys/${passkeys[0]!.id}`, { headers: { cookie } })
  const last = await remove()
  expect([last.status, codeOf(last)]).toEqual([409, 'LAST_WAY_IN'])
  const changed = await server.send('PUT', '/api/teach/me', {
    headers: { cookie },
    body: JSON.stringify({ name, password: account.password }),
  })
  expect(changed.status).toBe(200)
  // The browser that accepted is signed out by it.
  expect((await me(cookieOf(accepted))).status).toBe(403)
  expect(JSON.parse((await remove()).body)).toMatchObject({ hasPassword: true, passkeys: [] })
  const refused = await post('/api/teach/passkey-sign-in', authenticator.use(await request(), here))
  expect([refused.status, codeOf(refused)]).toEqual([403, 'PASSKEY_REFUSED'])
  expect((await post('/api/teach/sign-in', { ...account, name })).status).toBe(200)
})

test('challenges are no sign-ins in the audit log; passkeys that are used, refused, added and removed are', async () => {
  now += 3_600_000
  const acts = async () =>
    (await server.audit.read({ limit: 100 })).map(({ act, result }) => `${act} ${result}`)
  const before = await acts()
  const cookie = CLASS_COOKIES.instructor
  await post('/api/teach/passkey-sign-in/challenge', {})
  const asked = await post('/api/teach/passkeys/challenge', {}, cookie)
  const creation = passkeyCreationSchema.parse(JSON.parse(asked.body))
  const passkey = new SoftwareAuthenticator().create(creation, { origin: 'http://localhost:3000' })
  const added = await post('/api/teach/passkeys', { name: 'Phone', passkey }, cookie)
  const { passkeys } = teacherViewSchema.parse(JSON.parse(added.body))
  await server.send('DELETE', `/api/teach/passkeys/${passkeys[0]!.id}`, { headers: { cookie } })
  const after = await acts()
  expect(after.slice(0, after.length - before.length)).toEqual(['account.change done', 'account.change done'])
})

test('an invitation that would change nothing is refused, and is still good for somebody else', async () => {
  for (const [path, cookie] of [
    ['/api/teach/invitations', CLASS_COOKIES.instructor],
    ['/api/teach/invitations', CLASS_COOKIES.otherInstructor],
    [`${ONE}/invitations`, CLASS_COOKIES.instructor],
    [`${ONE}/invitations`, CLASS_COOKIES.coInstructor],
  ] as const) {
    const key = await invite(path)
    const answer = await post('/api/teach/accept-signed-in', { key }, cookie)
    expect([answer.status, codeOf(answer)]).toEqual([409, 'TEACHES_ALREADY'])
    await server.teaching.instructors.checkInvitation(key, 'Somebody else')
  }
})

test('signing out is in the audit log by its name', async () => {
  const { cookie } = await accepted(await invite('/api/teach/invitations'), 'Joan')
  await post('/api/teach/sign-out', {}, cookie)
  await expect
    .poll(async () => (await server.audit.read({ limit: 1 }))[0])
    .toMatchObject({ act: 'instructor.leave', role: 'instructor', result: 'done' })
})

test('an invitation that is too old makes nobody an instructor', async () => {
  const { key, expiresAt } = await server.teaching.instructors.invite(null)
  server.clock.advance(expiresAt - server.clock.now() + 1)
  const answer = await post('/api/teach/accept', { ...account, name: 'Late', key })
  expect([answer.status, codeOf(answer)]).toEqual([410, 'INVITATION_USED'])
})

test('nobody tries passwords for long, also not with invitations', async () => {
  now += 3_600_000
  const tries = RATE_LIMITS['address.sign-ins'].burst
  for (let count = 0; count < tries; count++)
    expect((await post('/api/teach/accept', { ...account, name: 'Guesser', key: 'made-up' })).status).toBe(
      410,
    )
  for (const [path, body] of [
    ['/api/teach/passkey-sign-in/challenge', {}],
    ['/api/teach/passkey-accept/challenge', { name: 'Guesser', key: 'made-up' }],
    ['/api/teach/accept', { ...account, name: 'Guesser', key: 'made-up' }],
    ['/api/teach/sign-in', { name: 'Host', password: 'a password of theirs' }],
  ] as const) {
    const answer = await post(path, body)
    expect([answer.status, codeOf(answer)]).toEqual([429, 'RATE_LIMITED'])
  }
})

test('what fails again and again is in the audit log once, and what a limit refuses is not', async () => {
  now += 3_600_000
  const newest = async () => (await server.audit.read({ limit: 1 }))[0]?.id
  const before = await newest()
  const tries = RATE_LIMITS['address.sign-ins'].burst
  for (let count = 0; count < tries + 20; count++)
    await post('/api/teach/sign-in', { name: 'Nobody', password: 'a password of theirs' })
  for (let count = 0; count < 20; count++) await post('/api/teach/sign-in', {})
  expect((await newest())! - (before ?? 0)).toBeLessThanOrEqual(2)
})

async function accepted(key: string, name: string): Promise<{ cookie: string }> {
  const answer = await post('/api/teach/accept', { ...account, name, key })
  expect(answer.status).toBe(200)
  return { cookie: cookieOf(answer) }
}
