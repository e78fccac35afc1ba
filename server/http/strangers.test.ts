import { afterAll, expect, test } from 'vitest'
import { keyOfCookie } from '../services/session-key.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { renewPasskeys } from '../testing/example-passkeys.ts'
import {
  EXAMPLE_SEAT_ID,
  EXAMPLE_WORKSHOP,
  storeExampleInvitations,
  storeExamples,
  storeInvitationElsewhere,
} from '../testing/example-workshop.ts'
import { openSeatWithEverything, openVictim, openWithEverything } from '../testing/open-victim.ts'
import { recordCalls } from '../testing/record-calls.ts'
import { exampleOf, pathOf, REQUEST_EXAMPLES } from '../testing/request-examples.ts'
import { smallLab } from '../testing/small-lab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer, type Answer } from '../testing/test-server.ts'
import type { RouteEntry } from './guard-routes.ts'

/** Nobody reaches another's session, by any route of the API. The routes are those that the API really has. */

const bench = createLabBench({ catalog: smallLab })
const calls: string[] = []
for (const port of [bench.access, bench.access.files, bench.provisioner, bench.hub]) recordCalls(port, calls)
await storeExamples(bench)
await storeInvitationElsewhere(bench)
const server = await startTestServer(bench)
afterAll(() => server[Symbol.asyncDispose]())
const victim = await openVictim(server)
bench.hub.repositories = [
  {
    host: 'docker.io',
    name: 'library/nginx',
    description: '',
    stars: 0,
    isOfficial: true,
    originUrl: null,
    tagCount: 0,
    pushedAt: 0,
    standInNote: '',
    tags: [],
  },
]

const planned = server.teaching.workshops.byId(EXAMPLE_WORKSHOP.id)!.stored

/** Earlier examples have deleted the workshop, filled it and given it another code, and used invitations and passkeys. */
async function renewExamples(): Promise<void> {
  await renewPasskeys(bench)
  const { workshops } = server.teaching
  const workshop = workshops.byId(EXAMPLE_WORKSHOP.id)!
  for (const seat of [...workshop.seats.values()])
    if (seat.stored.id !== EXAMPLE_SEAT_ID) await workshops.leave({ workshop, seat })
  workshop.restate(planned)
  await storeExampleInvitations(bench)
}

type Headers = Record<string, string>
const STRANGERS: Record<string, () => Promise<Headers>> = {
  visitor: async () => ({}),
  'made-up cookie': async () => ({ cookie: `drydock_session=${victim.token.slice(0, -1)}x` }),
  'session without instances': async () => ({
    cookie: `drydock_session=${(await server.sessions.open()).token}`,
  }),
  'session with the same names': async () => ({ cookie: (await openWithEverything(server, 'own')).cookie }),
  'session that has ended': async () => {
    const { session, cookie } = await openWithEverything(server, 'own')
    await server.sessions.close(session, 'participant')
    return { cookie }
  },
  instructor: async () => ({ cookie: `drydock_instructor=${INSTRUCTOR_TOKEN}` }),
  operator: async () => ({ authorization: `Bearer ${OPERATOR_TOKEN}` }),
}

/** What instructors and operators are there to see. */
const MAY_SEE: Partial<Record<RouteEntry['action'], string[]>> = { 'roster.read': [victim.username] }

function request(route: RouteEntry, headers: Headers): Promise<Answer> {
  const example = exampleOf(route)
  const { body, contentType = 'application/json' } = example
  return server.send(route.method, pathOf(route.url, example), {
    headers: { ...headers, ...(body !== undefined && { 'content-type': contentType }) },
    ...(body !== undefined && { body }),
  })
}

/** The Hub is told the accounts of all sessions whenever one of them is opened or ends. */
function aboutVictim(): string[] {
  return calls.filter(
    (call) => !call.startsWith('replaceAccounts ') && victim.handles.some((handle) => handle.test(call)),
  )
}

test('every route has an example, and every example a route', () => {
  const routes = server.routes
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url}`)
  expect(Object.keys(REQUEST_EXAMPLES).sort()).toEqual([...routes].sort())
})

test.each(server.routes.map((route) => ({ ...route, label: `${route.method} ${route.url}` })))(
  '$label works for whom it is meant, so that a refusal means something',
  async (route) => {
    await renewExamples()
    const { cookie } = await openSeatWithEverything(server, 'own')
    const all = `${cookie}; drydock_instructor=${INSTRUCTOR_TOKEN}`
    const answer = await request(route, { cookie: all, authorization: `Bearer ${OPERATOR_TOKEN}` })
    expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 204, 302]), expect.anything()])
  },
)

test.each(
  server.routes.flatMap((route) =>
    Object.keys(STRANGERS).map((stranger) => ({ route, stranger, label: `${route.method} ${route.url}` })),
  ),
)('$label: a $stranger neither sees nor touches another’s session', async ({ route, stranger }) => {
  const headers = await STRANGERS[stranger]!()
  const before = victim.view()
  calls.length = 0
  const answer = await request(route, headers)
  const mayBeSeen = MAY_SEE[route.action] ?? []
  const text = JSON.stringify(answer.headers) + answer.body
  expect(victim.secrets.filter((secret) => text.includes(secret) && !mayBeSeen.includes(secret))).toEqual([])
  expect(aboutVictim()).toEqual([])
  expect(victim.view()).toBe(before)
  expect(server.sessions.byKey(keyOfCookie(victim.token))).toBe(victim.session)
})

test('the victim is found by what is looked for: its own requests show and touch it', async () => {
  calls.length = 0
  const { body } = await server.send('GET', '/api/session', { headers: { cookie: victim.cookie } })
  expect(victim.secrets.some((secret) => body.includes(secret))).toBe(true)
  await server.send('GET', '/api/session/instances/node1/files?path=/root/secret.txt', {
    headers: { cookie: victim.cookie },
  })
  expect(aboutVictim()).not.toEqual([])
})

test('a preview is reached by its own key alone, whatever cookies come with it', async () => {
  const { previewKey } = victim.session.stored
  const host = (name: string, key: string) => ({ host: `80--${name}--${key}.localhost:${server.port}` })
  const other = await openWithEverything(server, 'own')
  calls.length = 0
  const almost = `${previewKey.slice(0, -1)}${previewKey.endsWith('a') ? 'b' : 'a'}`
  for (const key of [almost, previewKey.slice(1), victim.session.stored.id, '*', ''])
    expect(
      (await server.send('GET', '/', { headers: { ...host('node1', key), cookie: victim.cookie } })).status,
    ).toBe(404)
  // An instance that only the victim has would be another's.
  const own = await server.send('GET', '/', { headers: host('node2', other.session.stored.previewKey) })
  expect(own.status).toBe(404)
  expect(calls).toEqual([])
})
