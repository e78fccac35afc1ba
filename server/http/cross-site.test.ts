import { afterAll, expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { openVictim } from '../testing/open-victim.ts'
import { recordCalls } from '../testing/record-calls.ts'
import { exampleOf, pathOf } from '../testing/request-examples.ts'
import { smallLab } from '../testing/small-lab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer } from '../testing/test-server.ts'
import type { RouteEntry } from './guard-routes.ts'

/** Another site's page does nothing in the name of who looks at it. The routes are those that the API really has. */

const bench = createLabBench({ catalog: smallLab })
const calls: string[] = []
for (const port of [bench.access, bench.access.files, bench.provisioner]) recordCalls(port, calls)
const server = await startTestServer(bench)
afterAll(() => server[Symbol.asyncDispose]())
const victim = await openVictim(server)
const preview = `http://80--node1--${victim.session.stored.previewKey}.localhost:${server.port}`

/** What browsers say of a request of another page. */
const FOREIGN: Record<string, Record<string, string>> = {
  'another site': { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
  'another site, old browser': { origin: 'http://evil.example' },
  'a page without an origin': { origin: 'null' },
  'a preview': { origin: preview, 'sec-fetch-site': 'same-site' },
  'a preview, old browser': { origin: preview },
  'another port': { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' },
  'https of our name': { origin: `https://localhost`, 'sec-fetch-site': 'cross-site' },
  'something that is no address': { origin: 'localhost' },
  'a form of another site': {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  },
}

function send(route: RouteEntry, headers: Record<string, string>) {
  const example = exampleOf(route)
  const { body, contentType = 'application/json' } = example
  return server.send(route.method, pathOf(route.url, example), {
    headers: {
      cookie: `${victim.cookie}; drydock_instructor=${INSTRUCTOR_TOKEN}`,
      authorization: `Bearer ${OPERATOR_TOKEN}`,
      ...(body !== undefined && { 'content-type': contentType }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
}

const isCommand = ({ method }: RouteEntry) => !['GET', 'HEAD'].includes(method)

test.each(
  server.routes.filter(isCommand).flatMap((route) =>
    Object.entries(FOREIGN).map(([site, headers]) => ({
      route,
      site,
      headers,
      label: `${route.method} ${route.url}`,
    })),
  ),
)('$label is refused from $site', async ({ route, headers }) => {
  const before = victim.view()
  calls.length = 0
  const answer = await send(route, headers)
  expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('ORIGIN_REFUSED')])
  expect(calls).toEqual([])
  expect(victim.view()).toBe(before)
})

test.each(server.routes.map((route) => ({ route, label: `${route.method} ${route.url}` })))(
  '$label answers to no other host name',
  async ({ route }) => {
    calls.length = 0
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      `localhost.evil.example`,
      'localhost:1',
    ])
      expect((await send(route, { host })).status).toBe(421)
    expect(calls).toEqual([])
  },
)

test.each(
  server.routes
    .filter((route) => !isCommand(route))
    .map((route) => ({ route, label: `${route.method} ${route.url}` })),
)('$label is not read by another site’s page, but by a link from there', async ({ route }) => {
  calls.length = 0
  for (const site of ['cross-site', 'same-site'])
    for (const [mode, dest] of [
      ['no-cors', 'image'],
      ['cors', 'empty'],
      ['navigate', 'iframe'],
    ] as const) {
      const answer = await send(route, {
        'sec-fetch-site': site,
        'sec-fetch-mode': mode,
        'sec-fetch-dest': dest,
      })
      expect(answer.status).toBe(403)
    }
  expect(calls).toEqual([])
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await send(route, link)).status).not.toBe(403)
})

test('every answer has the headers that keep it to itself', async () => {
  const answers = await Promise.all([
    ...server.routes.filter((route) => !isCommand(route)).map((route) => send(route, {})),
    server.send('GET', '/api/nothing'),
    server.send('GET', '/', { headers: { host: 'evil.example' } }),
    server.send('POST', '/api/session', { headers: { origin: 'null' } }),
  ])
  for (const { headers } of answers)
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
})
