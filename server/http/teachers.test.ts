import { afterAll, afterEach, expect, test } from 'vitest'
import { pendingInvitationSchema, workshopViewSchema } from '../protocol/workshop.ts'
import { EXAMPLE_CO_INVITATION_ID, EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CLASS_COOKIES, CO_INSTRUCTOR, codeOf, OTHER_WORKSHOP_ID, startClass } from '../testing/open-class.ts'

const server = await startClass()
afterAll(() => server[Symbol.asyncDispose]())
const planned = server.workshop.stored
afterEach(() => server.workshop.restate(planned))

const ONE = `/api/teach/workshops/${EXAMPLE_WORKSHOP.id}`
const { instructor, otherInstructor } = CLASS_COOKIES

function send(method: string, path: string, cookie = instructor, body?: object) {
  return server.send(method, path, { headers: { cookie }, ...(body && { body: JSON.stringify(body) }) })
}

async function pending(cookie?: string, one = ONE) {
  const { body } = await send('GET', `${one}/invitations`, cookie)
  return pendingInvitationSchema
    .array()
    .parse(JSON.parse(body))
    .map(({ id }) => id)
}

/** The secret of the link, and what it is called in the list. */
async function invite(one = ONE) {
  const before = await pending(instructor, one)
  const { body } = await send('POST', `${one}/invitations`, instructor, {})
  const { url } = JSON.parse(body) as { url: string }
  const id = (await pending(instructor, one)).find((listed) => !before.includes(listed))!
  return { key: url.slice(url.indexOf('#') + 1), id }
}

const accept = (key: string) => send('POST', '/api/teach/accept-signed-in', otherInstructor, { key })
const acceptAnew = (key: string) =>
  send('POST', '/api/teach/accept', '', { key, name: 'Katherine', password: 'a password of hers' })

const INVITING = [
  { to: 'a workshop', one: ONE, acceptOne: accept },
  { to: 'no workshop', one: '/api/teach', acceptOne: acceptAnew },
]

test.each(INVITING)(
  'invitations to $to are listed until somebody accepts them, and tell nobody their secret',
  async ({ one, acceptOne }) => {
    const { key, id } = await invite(one)
    expect(await pending(instructor, one)).toContain(id)
    expect((await send('GET', `${one}/invitations`)).body).not.toContain(key)
    expect((await acceptOne(key)).status).toBe(200)
    expect(await pending(instructor, one)).not.toContain(id)
  },
)

test.each(INVITING)('an invitation to $to that is too old is not listed', async ({ one }) => {
  const { id } = await invite(one)
  server.clock.advance(7 * 24 * 3_600_000 + 1)
  expect(await pending(instructor, one)).not.toContain(id)
  server.clock.advance(-7 * 24 * 3_600_000 - 1)
})

test.each(INVITING)('an invitation to $to that is taken back lets nobody in', async ({ one, acceptOne }) => {
  const { key, id } = await invite(one)
  expect((await send('DELETE', `${one}/invitations/${id}`)).status).toBe(204)
  expect(await pending(instructor, one)).not.toContain(id)
  const late = await acceptOne(key)
  expect([late.status, codeOf(late)]).toEqual([410, 'INVITATION_USED'])
  const twice = await send('DELETE', `${one}/invitations/${id}`)
  expect([twice.status, codeOf(twice)]).toEqual([404, 'INVITATION_NOT_FOUND'])
})

test('an invitation to no workshop names who made it, to every instructor, who can take it back', async () => {
  const { id } = await invite('/api/teach')
  const listed = async (cookie: string) =>
    pendingInvitationSchema
      .array()
      .parse(JSON.parse((await send('GET', '/api/teach/invitations', cookie)).body))
      .find((one) => one.id === id)?.invitedBy
  expect(await listed(otherInstructor)).toBe('Instructor')
  expect((await send('DELETE', `/api/teach/invitations/${id}`, otherInstructor)).status).toBe(204)
  expect(await listed(instructor)).toBeUndefined()
})

test('an invitation to a workshop is not among those to none, and is not taken back there', async () => {
  const { id } = await invite()
  expect(await pending(instructor, '/api/teach')).not.toContain(id)
  const answer = await send('DELETE', `/api/teach/invitations/${id}`)
  expect([answer.status, codeOf(answer)]).toEqual([404, 'INVITATION_NOT_FOUND'])
  expect(await pending()).toContain(id)
})

test('an invitation is its workshop’s alone to see and to take back', async () => {
  const others = `/api/teach/workshops/${OTHER_WORKSHOP_ID}`
  expect(await pending(otherInstructor, others)).toEqual([])
  const answer = await send('DELETE', `${others}/invitations/${EXAMPLE_CO_INVITATION_ID}`, otherInstructor)
  expect([answer.status, codeOf(answer)]).toEqual([404, 'INVITATION_NOT_FOUND'])
  expect(await pending()).toContain(EXAMPLE_CO_INVITATION_ID)
})

test('who is removed is nobody in the workshop, also after a restart, until they are invited again', async () => {
  const { key } = await invite()
  await accept(key)
  const role = async () => (await send('GET', ONE, otherInstructor)).status
  expect(await role()).toBe(200)
  expect((await send('DELETE', `${ONE}/teachers/other`)).status).toBe(204)
  expect(await role()).toBe(404)
  const stored = (await server.workshopStore.all()).find(({ id }) => id === EXAMPLE_WORKSHOP.id)
  expect(stored?.teachers.map(({ instructorId }) => instructorId)).toEqual(['host', CO_INSTRUCTOR.id])
  const again = await invite()
  await accept(again.key)
  expect(await role()).toBe(200)
})

test('who made the workshop stays, and who is nobody there cannot be removed', async () => {
  for (const id of ['host', 'other', 'nobody']) {
    const answer = await send('DELETE', `${ONE}/teachers/${id}`)
    expect([answer.status, codeOf(answer)]).toEqual([404, 'TEACHER_NOT_FOUND'])
  }
  const { body } = await send('GET', ONE)
  expect(workshopViewSchema.parse(JSON.parse(body)).teachers.map(({ id }) => id)).toEqual(['host', 'co'])
})

test('the audit log tells who was invited, taken back and removed by what', async () => {
  const { id } = await invite()
  await send('DELETE', `${ONE}/invitations/${id}`)
  await send('DELETE', `${ONE}/teachers/${CO_INSTRUCTOR.id}`)
  const { id: toNone } = await invite('/api/teach')
  await send('DELETE', `/api/teach/invitations/${toNone}`)
  const entries = () => server.audit.read({ limit: 100 })
  for (const [act, target] of [
    ['workshop.invite', EXAMPLE_WORKSHOP.id],
    ['workshop.take-back-invitation', `${EXAMPLE_WORKSHOP.id} ${id}`],
    ['workshop.remove-teacher', `${EXAMPLE_WORKSHOP.id} ${CO_INSTRUCTOR.id}`],
    ['instructor.invite', null],
    ['instructor.take-back-invitation', toNone],
  ])
    await expect
      .poll(entries)
      .toContainEqual(expect.objectContaining({ act, target, role: 'instructor', result: 'done' }))
})
