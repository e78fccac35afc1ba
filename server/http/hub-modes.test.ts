import { afterAll, expect, test } from 'vitest'
import { healthSchema } from '../protocol/health.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import { sessionViewSchema } from '../protocol/session.ts'
import { teacherViewSchema } from '../protocol/workshop.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CLASS_COOKIES, codeOf, startClass, type ClassServer } from '../testing/open-class.ts'

const BOTH: HubModes = ['sandbox', 'live']
const ONE = `/api/teach/workshops/${EXAMPLE_WORKSHOP.id}`
const both = await startClass({ hub: 'live' }, {}, { hubModes: BOTH, pool: { min: 1, max: 1 } })
const sandbox = await startClass()
afterAll(async () => {
  for (const server of [both, sandbox]) await server[Symbol.asyncDispose]()
})

function ask(
  server: ClassServer,
  request: string,
  { cookie = '', body }: { cookie?: string; body?: object },
) {
  const [method, path] = request.split(' ') as [string, string]
  return server.send(method, path, { headers: { cookie }, ...(body && { body: JSON.stringify(body) }) })
}

test.each([
  { server: both, modes: BOTH },
  { server: sandbox, modes: ['sandbox'] },
])('instructors and whoever asks for health are told $modes', async ({ server, modes }) => {
  const { body } = await ask(server, 'GET /api/health', {})
  expect(healthSchema.parse(JSON.parse(body)).hub.modes).toEqual(modes)
  const me = await ask(server, 'GET /api/teach/me', { cookie: CLASS_COOKIES.instructor })
  expect(teacherViewSchema.parse(JSON.parse(me.body)).hubModes).toEqual(modes)
})

test('a plan for what the machine does not offer is refused with its code', async () => {
  const cookie = CLASS_COOKIES.instructor
  const body = { ...EXAMPLE_WORKSHOP.plan, hub: 'live' }
  for (const [request, sent] of [
    ['POST /api/teach/workshops', body],
    [`PATCH ${ONE}`, { hub: 'live' }],
  ] as const) {
    const refused = await ask(sandbox, request, { cookie, body: sent })
    expect([refused.status, codeOf(refused)]).toEqual([409, 'HUB_MODE_NOT_OFFERED'])
  }
  expect((await ask(both, 'POST /api/teach/workshops', { cookie, body })).status).toBe(201)
})

test('who joins a live workshop gets a live session, and the prepared one stays for who comes without', async () => {
  await expect
    .poll(() => {
      both.pool.tick()
      return both.pool.ready
    })
    .toBe(1)
  const [prepared] = both.sessions.pooled()
  const { seat, token } = await both.teaching.workshops.join(both.workshop, 'Linus')
  const open = async (cookie: string) => {
    const answer = await ask(both, 'POST /api/session', { cookie, body: {} })
    return sessionViewSchema.parse(JSON.parse(answer.body))
  }
  expect(await open(`drydock_seat=${token}`)).toMatchObject({ hubMode: 'live', account: null })
  expect(both.sessions.bySeat(seat.stored.id)).toBeDefined()
  expect(both.sessions.pooled()).toEqual([prepared])
  expect(await open('')).toMatchObject({ hubMode: 'sandbox', username: prepared?.stored.username })
})
