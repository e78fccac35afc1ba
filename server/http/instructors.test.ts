import { afterAll, expect, test } from 'vitest'
import { RATE_LIMITS } from '../domain/rate-limits.ts'
import { teacherViewSchema, workshopViewSchema } from '../protocol/workshop.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
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
  const entered = await server.send('GET', `/api/teach/enter?key=${INSTRUCTOR_TOKEN}`)
  expect(entered.headers.location).toBe('/teach')
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
  expect(view.teachers).toContainEqual({ name: 'Edsger', role: 'co-instructor' })
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
