import { afterAll, expect, test } from 'vitest'
import { mayDo } from '../domain/authorisation.ts'
import { workshopViewSchema } from '../protocol/workshop.ts'
import { UNDO_MS } from '../services/workshop-times.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CLASS_COOKIES, codeOf, OTHER_WORKSHOP_ID, startClass, takeSeat } from '../testing/open-class.ts'
import { exampleOf, pathOf } from '../testing/request-examples.ts'
import { OPERATOR_TOKEN } from '../testing/test-server.ts'
import type { RouteEntry } from './guard-routes.ts'

const server = await startClass()
afterAll(() => server[Symbol.asyncDispose]())
const planned = server.workshop.stored
const participant = await takeSeat(server, 'Linus')
const visitor = { cookie: `drydock_session=${(await server.sessions.open()).token}` }

const routes = server.routes.filter(({ url }) => url.includes(':workshop'))
const labelled = routes.map((route) => ({ route, label: `${route.method} ${route.url}` }))
const ONE = `/api/teach/workshops/${EXAMPLE_WORKSHOP.id}`

type Headers = Record<string, string>
function ask(route: Pick<RouteEntry, 'method' | 'url'>, headers: Headers, workshop = EXAMPLE_WORKSHOP.id) {
  const { body, ...example } = exampleOf(route)
  const path = pathOf(route.url, { ...example, params: { ...example.params, workshop } })
  return server.send(route.method, path, { headers, ...(body !== undefined && { body }) })
}

function send(method: string, path: string, { cookie, body }: { cookie: string; body?: object }) {
  return server.send(method, path, { headers: { cookie }, ...(body && { body: JSON.stringify(body) }) })
}

test('there are routes of a workshop to be tried', () => {
  expect(new Set(routes.map(({ action }) => action))).toEqual(
    new Set([
      'workshop.read',
      'workshop.change',
      'workshop.teach',
      'workshop.invite',
      'workshop.take-back-invitation',
      'workshop.remove-teacher',
    ]),
  )
})

test.each(labelled)('$label: its instructor may', async ({ route }) => {
  const answer = await ask(route, { cookie: CLASS_COOKIES.instructor })
  expect(answer.status).toBeOneOf([200, 204])
  server.workshop.restate(planned)
})

test.each(labelled)('$label: a co-instructor may teach, and no more', async ({ route }) => {
  const answer = await ask(route, { cookie: CLASS_COOKIES.coInstructor })
  if (mayDo(['co-instructor'], route.action)) expect(answer.status).toBeOneOf([200, 204])
  else expect([answer.status, codeIn(answer, route)]).toEqual([403, 'NOT_INSTRUCTOR'])
  server.workshop.restate(planned)
})

test.each(labelled)('$label: to an instructor of another workshop there is no such', async ({ route }) => {
  const cookie = CLASS_COOKIES.otherInstructor
  const others = await ask(route, { cookie })
  expect([others.status, codeIn(others, route)]).toEqual([404, 'WORKSHOP_NOT_FOUND'])
  // One that there never was is answered in the same words.
  const none = await ask(route, { cookie }, 'c'.repeat(16) as typeof EXAMPLE_WORKSHOP.id)
  expect([none.status, none.body]).toEqual([others.status, others.body])
  // A seat in it makes nobody its instructor.
  const both = await ask(route, { cookie: `${cookie}; ${participant.cookie}` })
  expect(both.status).toBe(404)
  expect(server.workshop.stored).toBe(planned)
})

test.each(labelled)('$label: participants and visitors may not', async ({ route }) => {
  const strangers: Headers[] = [
    {},
    { cookie: participant.cookie },
    visitor,
    { cookie: 'drydock_instructor=made-up' },
    { authorization: `Bearer ${OPERATOR_TOKEN.slice(1)}` },
  ]
  for (const headers of strangers) {
    const answer = await ask(route, headers)
    expect([answer.status, codeIn(answer, route)]).toEqual([403, 'NOT_INSTRUCTOR'])
  }
  expect(server.workshop.stored).toBe(planned)
})

test('everybody sees their own workshops, an operator all', async () => {
  const list = async (headers: Headers) => {
    const { body } = await server.send('GET', '/api/teach/workshops', { headers })
    return workshopViewSchema
      .array()
      .parse(JSON.parse(body))
      .map(({ id, role }) => [id, role])
  }
  expect(await list({ cookie: CLASS_COOKIES.instructor })).toEqual([[EXAMPLE_WORKSHOP.id, 'instructor']])
  expect(await list({ cookie: CLASS_COOKIES.coInstructor })).toEqual([[EXAMPLE_WORKSHOP.id, 'co-instructor']])
  expect(await list({ cookie: CLASS_COOKIES.otherInstructor })).toEqual([[OTHER_WORKSHOP_ID, 'instructor']])
  expect(await list({ authorization: `Bearer ${OPERATOR_TOKEN}` })).toEqual([
    [EXAMPLE_WORKSHOP.id, 'operator'],
    [OTHER_WORKSHOP_ID, 'operator'],
  ])
})

test('a workshop is planned, with no more instances for each than the operator allows', async () => {
  const cookie = CLASS_COOKIES.otherInstructor
  const plan = { ...planned.plan, title: 'Networks', maxInstances: 20 }
  const answer = await send('POST', '/api/teach/workshops', { cookie, body: plan })
  expect(answer.status).toBe(201)
  const made = workshopViewSchema.parse(JSON.parse(answer.body))
  expect(made).toMatchObject({ title: 'Networks', maxInstances: 5, phase: 'open', role: 'instructor' })
  expect(made.joinCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(made.joinUrl).toContain(made.joinCode)
  const unknown = await send('POST', '/api/teach/workshops', { cookie, body: { ...plan, lab: 'none' } })
  expect([unknown.status, codeOf(unknown)]).toEqual([404, 'LAB_NOT_FOUND'])
})

test('a change that cannot be is refused, and changes nothing', async () => {
  const cookie = CLASS_COOKIES.instructor
  const { startsAt, endsAt, lab } = planned.plan
  for (const [change, status, code] of [
    [{ seats: 0 }, 400, 'BAD_REQUEST'],
    [{ title: 'x\u202Ey' }, 400, 'BAD_REQUEST'],
    [{ image: 'evil' }, 400, 'BAD_REQUEST'],
    // What is done is counted by them.
    [{ lab }, 400, 'BAD_REQUEST'],
    [{ chapters: [] }, 400, 'BAD_REQUEST'],
    [{ startsAt: endsAt }, 409, 'PLAN_TIMES'],
    [{ startsAt: startsAt - 2, endsAt: startsAt - 1 }, 409, 'END_IN_PAST'],
  ] as const) {
    const answer = await send('PATCH', ONE, { cookie, body: change })
    expect([answer.status, codeOf(answer)]).toEqual([status, code])
  }
  expect(server.workshop.stored).toBe(planned)
})

test('a change is of what it names alone', async () => {
  const answer = await send('PATCH', ONE, { cookie: CLASS_COOKIES.instructor, body: { maxInstances: 20 } })
  expect(answer.status).toBe(200)
  expect(server.workshop.stored.plan).toEqual({ ...planned.plan, maxInstances: 5 })
  server.workshop.restate(planned)
})

test('a deleted one says until when it can be brought back, and takes nobody in until it is', async () => {
  const cookie = CLASS_COOKIES.instructor
  const join = () => server.send('POST', '/api/join', { body: JSON.stringify({ code: planned.joinCode }) })
  const gone = await send('DELETE', ONE, { cookie })
  expect(JSON.parse(gone.body)).toMatchObject({
    phase: 'deleted',
    deletedUntil: server.clock.now() + UNDO_MS,
  })
  expect(codeOf(await join())).toBe('WRONG_CODE')
  const back = await send('POST', `${ONE}/restore`, { cookie, body: {} })
  expect(JSON.parse(back.body)).toMatchObject({ phase: 'open', deletedUntil: null })
  expect((await join()).status).toBe(200)
})

test('after a new code the one before opens nothing', async () => {
  const cookie = CLASS_COOKIES.instructor
  const answer = await send('POST', `${ONE}/new-code`, { cookie, body: {} })
  const { joinCode } = workshopViewSchema.parse(JSON.parse(answer.body))
  const lookup = (code: string) => server.send('POST', '/api/join/lookup', { body: JSON.stringify({ code }) })
  expect((await lookup(joinCode)).status).toBe(200)
  expect(codeOf(await lookup(planned.joinCode))).toBe('WRONG_CODE')
})

test('what is done in a class is in the audit log, with who it was done to', async () => {
  const { id } = participant
  const body = { type: 'send', to: id, kind: 'message', text: 'Look at the port.' }
  const answer = await send('POST', `${ONE}/commands`, { cookie: CLASS_COOKIES.coInstructor, body })
  expect(answer.status).toBe(204)
  const entries = () => server.audit.read({ limit: 100 })
  await expect.poll(entries).toContainEqual(
    expect.objectContaining({
      act: 'class.send',
      target: `${EXAMPLE_WORKSHOP.id} ${id}`,
      result: 'done',
    }),
  )
  expect(JSON.stringify(await entries())).not.toContain('Look at the port.')
})

test('progress comes as a file for spreadsheets', async () => {
  const read = (name: string) => send('GET', `${ONE}/${name}`, { cookie: CLASS_COOKIES.coInstructor })
  const csv = await read('progress.csv')
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment;.*progress\.csv/) as string,
  })
  expect(csv.body).toMatch(/^"name","joined".*\r\n"Linus",/)
})

/** An answer to HEAD has no body that could say it. */
function codeIn(answer: Awaited<ReturnType<typeof ask>>, { method }: RouteEntry): string {
  if (method !== 'HEAD') return codeOf(answer)
  return answer.status === 404 ? 'WORKSHOP_NOT_FOUND' : 'NOT_INSTRUCTOR'
}
