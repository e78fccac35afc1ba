import { request, type IncomingHttpHeaders } from 'node:http'
import { createApi } from '../http/api.ts'
import { FrontDoor, type Proxy } from '../http/front-door.ts'
import { freePort } from '../lib/free-port.ts'
import { OriginPolicy } from '../http/origin-policy.ts'
import { createPreviewProxy } from '../http/preview-proxy.ts'
import { Callers } from '../services/callers.ts'
import { Files } from '../services/files.ts'
import { readHealth } from '../services/health.ts'
import { Openings } from '../services/openings.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { measureState } from '../services/measure-state.ts'
import { HubPages } from '../services/hub-pages.ts'
import { Previews } from '../services/previews.ts'
import { readRoster } from '../services/roster.ts'
import { Timelines } from '../services/timelines.ts'
import { SocketServer } from '../ws/socket-server.ts'
import { createLabBench, INSTRUCTOR_TOKEN } from './lab-bench.ts'

export { INSTRUCTOR_TOKEN }

export const OPERATOR_TOKEN = 'operator-token-of-the-tests'

const ANSWERING_PAGES: Proxy = {
  web: (incoming, response) => void response.end(`page ${incoming.url}`),
  upgrade: (_incoming, connection) => void connection.destroy(),
}

/** The whole front door on fakes, listening on a free port of loopback; pages answer with their path unless there are others. */
export async function startTestServer(
  bench = createLabBench(),
  {
    limits = new RateLimits(),
    isDropInOpen = true,
    pages = ANSWERING_PAGES,
  }: { limits?: RateLimits; isDropInOpen?: boolean; pages?: Proxy } = {},
) {
  const port = await freePort()
  const {
    sessions,
    pool,
    capacity,
    instances,
    isolation,
    provisioner,
    access,
    terminals,
    checks,
    variables,
    catchUp,
    drain,
    hubModes,
    teaching,
    log,
  } = bench
  await teaching.restore()
  const publicUrl = new URL(`http://localhost:${port}`)
  const callers = new Callers({
    sessions,
    instructors: teaching.instructors,
    workshops: teaching.workshops,
    operatorToken: OPERATOR_TOKEN,
    isSecure: false,
    trustedProxies: 0,
  })
  const socket = new SocketServer({
    callers,
    limits,
    services: {
      sessions,
      terminals,
      checks,
      variables,
      catchUp,
      catalog: bench.catalog,
      presence: capacity.presence,
      ...teaching,
    },
    log,
  })
  const frontDoor = new FrontDoor({
    isSecure: false,
    callers,
    limits,
    policy: new OriginPolicy({ publicUrl, port }),
    pages,
    previews: createPreviewProxy(new Previews({ sessions, access, domain: 'localhost' })),
    socket,
  })
  const services = {
    sessions,
    pool,
    presence: capacity.presence,
    lastScreens: bench.lastScreens,
    extensionMs: 3_600_000,
    instances,
    terminalList: bench.terminalList,
    metrics: bench.metrics,
    audit: bench.audit,
    timelines: new Timelines({ sessions, store: bench.timeline, clock: bench.clock }),
    files: new Files(access.files, bench.recorder),
    health: () => readHealth({ provisioner, sessions, isolation, hubModes, capacity, pool, drain }),
    hubPages: new HubPages(bench.hub, sessions.defaultHubMode),
    roster: () => readRoster(sessions, bench.progress),
    progress: bench.progress,
    contentChanges: null,
    callers,
    drain,
    limits,
    openings: new Openings(limits),
    teaching,
    teacherLimits: { hubModes, maxInstances: 5, maxSessionMinutes: 720 },
    isDropInOpen,
    clock: bench.clock,
    instructorToken: INSTRUCTOR_TOKEN,
    publicUrl,
  }
  measureState(bench.metrics, {
    sessions,
    terminals,
    provisioner,
    capacity,
    pool,
    headroom: bench.meter,
    traffic: () => socket.traffic(),
  })
  const api = await createApi(services, { log, frontDoor: (handler) => frontDoor.requests(handler) })
  api.server.on('upgrade', frontDoor.upgrades())
  await api.listen({ port, host: '127.0.0.1' })
  return {
    ...bench,
    port,
    routes: api.routeTable,
    origin: publicUrl.origin,
    send: (method: string, path: string, options: SendOptions = {}) => send(port, method, path, options),
    async [Symbol.asyncDispose]() {
      await socket[Symbol.asyncDispose]()
      frontDoor[Symbol.dispose]()
      await api.close()
    },
  }
}

export interface SendOptions {
  headers?: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** node:http rather than fetch, because fetch does not let a test choose Host, Origin and Cookie. */
function send(port: number, method: string, path: string, { headers, body }: SendOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: {
          host: `localhost:${port}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (chunk: string) => (text += chunk))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: text }),
        )
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
