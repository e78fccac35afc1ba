import fc from 'fast-check'
import type { RouteEntry } from '../../http/guard-routes.ts'
import { ERRORS } from '../../protocol/errors.ts'
import { RateLimits } from '../../services/rate-limits.ts'
import { keyOfCookie } from '../../services/session-key.ts'
import { createLabBench } from '../lab-bench.ts'
import { openWithEverything } from '../open-victim.ts'
import { exampleOf } from '../request-examples.ts'
import { smallLab } from '../small-lab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer, type Answer } from '../test-server.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { mutated, nastyText } from './mutations.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
const TYPES = [
  'application/json',
  'application/octet-stream',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  '',
  'x',
]
/** Of a header that Node lets through. */
const headerValue = nastyText.map((text) =>
  text
    .replace(/[^\t\x20-\x7e]/g, '?')
    .trim()
    .slice(0, 2_000),
)

/** Percent-encoded, or as it is as far as a request line can have it. */
const pathPart = fc.oneof(
  nastyText.map((text) => encodeURIComponent(text.toWellFormed())),
  nastyText.map((text) => text.replace(/[^\x21-\x7e]/g, '').replace(/[?#]/g, '')),
  fc.constantFrom(
    'node1',
    'node2',
    'node99',
    '1',
    '2',
    '9',
    'docker.io',
    '%2e%2e',
    '%ZZ',
    '%',
    '..',
    '%c0%af',
  ),
)

function request(route: RouteEntry) {
  const example = exampleOf(route)
  const params = [...route.url.matchAll(/:\w+|\*/g)].length
  const body = example.body?.startsWith('{') ? (JSON.parse(example.body) as object) : { name: 'x' }
  return fc.record({
    label: fc.constant(`${route.method} ${route.url}`),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(route.method) },
      { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
    ),
    params: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, pathPart), {
      minLength: params,
      maxLength: params,
    }),
    query: fc.oneof(
      fc.constant(example.query),
      fc
        .array(
          fc.tuple(
            fc.constantFrom(
              'path',
              'name',
              'terminal',
              'known',
              'wait',
              'overwrite',
              'force',
              'key',
              'q',
              '__proto__',
            ),
            pathPart,
          ),
        )
        .map((pairs) => pairs.map(([name, value]) => `${name}=${value.replaceAll('&', '')}`).join('&')),
    ),
    body: fc.oneof(fc.constant(example.body), mutated(body), nastyText, fc.constant(undefined)),
    contentType: fc.oneof(fc.constant(example.contentType ?? 'application/json'), fc.constantFrom(...TYPES)),
    who: fc.constantFrom('session', 'session', 'session', 'nobody', 'everybody', 'junk'),
    header: fc.option(
      fc.tuple(
        fc.constantFrom(
          'origin',
          'sec-fetch-site',
          'accept',
          'content-encoding',
          'x-forwarded-for',
          'range',
          'if-match',
          'authorization',
          'cookie',
          'x-http-method-override',
        ),
        headerValue,
      ),
    ),
  })
}
type Request = ReturnType<typeof request> extends fc.Arbitrary<infer Value> ? Value : never

function pathOf(route: RouteEntry, { params, query }: Request): string {
  const example = Object.values(exampleOf(route).params ?? {})
  let index = -1
  const path = route.url.replace(/:\w+|\*/g, () => params[++index] ?? example[index] ?? 'x')
  // A wait would be one.
  return query === undefined ? path : `${path}?${query.replace(/\bwait=[^&]*/g, 'wait=0')}`
}

/** What the API promises of every refusal: a code of the table, its status, and words. */
function requireDocumented({ status, body, headers }: Answer, method: string): void {
  if (status >= 500 && status !== 503 && status !== 507) throw new Error(`${status}: ${body}`)
  if (status < 400 || method === 'HEAD') return
  const { error } = JSON.parse(body) as { error: { code: keyof typeof ERRORS; message: string } }
  if (ERRORS[error.code].http !== status || !error.message) throw new Error(`${status}: ${body}`)
  if (headers['x-content-type-options'] !== 'nosniff') throw new Error('without its headers')
}

/** Any request to any route of the API's own table. */
export async function startApiFuzz(): Promise<FuzzTarget> {
  let now = 0
  // Whoever asks again a minute later meets no limit.
  const limits = new RateLimits(() => (now += 60_000))
  const server = await startTestServer(createLabBench({ catalog: smallLab }), { limits })
  let own = await openWithEverything(server, 'own')
  const cookies = (who: Request['who']): Record<string, string> => {
    if (who === 'nobody') return {}
    if (who === 'junk')
      return { cookie: 'drydock_session=;;=%00; drydock_instructor="', authorization: 'Bearer x' }
    if (who === 'session') return { cookie: own.cookie }
    return {
      cookie: `${own.cookie}; drydock_instructor=${INSTRUCTOR_TOKEN}`,
      authorization: `Bearer ${OPERATOR_TOKEN}`,
    }
  }
  const property = fc.asyncProperty(fc.oneof(...server.routes.map(request)), async (input) => {
    const old = server.sessions.byKey(keyOfCookie(own.token))
    if (!old?.instances.size) {
      if (old) await server.sessions.close(old, 'participant')
      own = await openWithEverything(server, 'own')
    }
    const route = server.routes.find(({ method, url }) => `${method} ${url}` === input.label)!
    const { method, body, contentType, who, header } = input
    const answer = await server.send(method, pathOf(route, input), {
      headers: {
        // A connection of its own: a request that is cut off takes its connection along.
        connection: 'close',
        ...cookies(who),
        'content-type': contentType, // Else Node sends a body behind a GET or HEAD that has none.
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        ...(header && { [header[0]]: header[1] }),
      },
      ...(body !== undefined && { body }),
    })
    requireDocumented(answer, method)
  })
  return { property, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
