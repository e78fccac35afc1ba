import swagger from '@fastify/swagger'
import Fastify, {
  LogController,
  type ContextConfigDefault,
  type FastifyBaseLogger,
  type FastifyContextConfig,
  type FastifyInstance,
  type FastifySchema,
  type RawServerDefault,
  type RouteGenericInterface,
  type RouteOptions,
} from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from '../lib/logger.ts'
import type { Health } from '../protocol/health.ts'
import type { Clock } from '../ports/clock.ts'
import type { ProgressStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { RosterEntry } from '../protocol/roster.ts'
import type { Callers } from '../services/callers.ts'
import type { AuditLog } from '../services/audit-log.ts'
import type { Drain } from '../services/drain.ts'
import type { Files } from '../services/files.ts'
import type { Instances } from '../services/instances.ts'
import type { LastScreens } from '../services/last-screens.ts'
import type { Pool } from '../services/pool.ts'
import type { Presence } from '../services/presence.ts'
import type { Openings } from '../services/openings.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import type { Metrics } from '../services/metrics.ts'
import type { Sessions } from '../services/sessions.ts'
import type { TerminalList } from '../services/terminal-list.ts'
import type { Teaching } from '../services/teaching.ts'
import type { TeacherView } from '../protocol/workshop.ts'
import type { Timelines } from '../services/timelines.ts'
import type { HubPages } from '../services/hub-pages.ts'
import { answerClientError } from './answer-client-error.ts'
import { createHttpServer } from './http-server.ts'
import { guardRoutes } from './guard-routes.ts'
import { contentRoutes } from './routes/content-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { auditRequests } from './audit-requests.ts'
import { measureRequests } from './measure-requests.ts'
import { hubRoutes } from './routes/hub-routes.ts'
import { sessionTimeRoutes } from './routes/session-time-routes.ts'
import { operatorRoutes } from './routes/operator-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { passkeyRoutes } from './routes/passkey-routes.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { joinRoutes } from './routes/join-routes.ts'
import { seatRoutes } from './routes/seat-routes.ts'
import { workshopRoutes } from './routes/workshop-routes.ts'
import { teacherRoutes } from './routes/teacher-routes.ts'
import { terminalRoutes } from './routes/terminal-routes.ts'
import { timelineRoutes } from './routes/timeline-routes.ts'
import { sendError } from './send-error.ts'

/** No request carries more than a few words, but for those of files. */
const MAX_BODY_BYTES = 16 * 1024
export interface ApiServices {
  sessions: Sessions
  pool: Pick<Pool, 'open'>
  presence: Presence
  lastScreens: Pick<LastScreens, 'read'>
  extensionMs: number
  instances: Instances
  terminalList: TerminalList
  timelines: Timelines
  metrics: Metrics
  audit: AuditLog
  files: Files
  health: () => Promise<Health>
  roster: () => Promise<RosterEntry[]>
  progress: Pick<ProgressStore, 'history'>
  hubPages: HubPages
  /** Null but for authors. */
  contentChanges: { onChange(listener: () => void): Disposable } | null
  callers: Callers
  drain: Drain
  limits: RateLimits
  openings: Openings
  teaching: Teaching
  /** What every workshop has to keep to. */
  teacherLimits: Omit<TeacherView, 'name' | 'hasPassword' | 'passkeys'>
  /** Whether sessions can be opened outside workshops. */
  isDropInOpen: boolean
  clock: Clock
  instructorToken: string
  publicUrl: URL
}

type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What routes are made of: as Fastify's, but for the config with the route's action, which must be there. */
export type ApiRoute<Schema extends FastifySchema> = RouteOptions<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  RouteGenericInterface,
  ContextConfigDefault,
  Schema,
  ZodTypeProvider,
  FastifyBaseLogger
> & { config: FastifyContextConfig }

/** What files with routes get. */
export interface Api extends Pick<Server, 'addContentTypeParser'> {
  route<const Schema extends FastifySchema>(options: ApiRoute<Schema>): unknown
}

/** `/api/*`. `frontDoor` gets every request first and hands the API's own to the listener that it is given. */
export async function createApi(
  services: ApiServices,
  { log, frontDoor }: { log: Logger; frontDoor: (api: RequestListener) => RequestListener },
): Promise<Server> {
  const logger: FastifyBaseLogger = log
  const api = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // What is refused before there is a route: in our words, too.
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: answerClientError,
    // A browser keeps its connections open; they must not keep us from stopping.
    forceCloseConnections: true,
    serverFactory: (handler) => createHttpServer(frontDoor(handler)),
  }).withTypeProvider<ZodTypeProvider>()
  api.removeContentTypeParser('text/plain')
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  api.setErrorHandler(sendError)
  api.setNotFoundHandler((request, reply) => sendError(new LabError('NOT_FOUND'), request, reply))
  measureRequests(api, services.metrics)
  auditRequests(api, services.audit)
  guardRoutes(api, services)
  api.addHook('onRequest', async ({ caller, method }) => {
    if (!caller?.session) return
    // Pages read by themselves; people do something.
    services.presence.seen(caller.session)
    if (method !== 'GET') services.presence.used(caller.session)
  })
  await api.register(swagger, {
    openapi: { info: { title: 'Drydock', version: '1' } },
    transform: jsonSchemaTransform,
  })
  await api.register(async (scope) => {
    const routes = scope.withTypeProvider<ZodTypeProvider>()
    sessionRoutes(routes, services)
    sessionTimeRoutes(routes, services)
    terminalRoutes(routes, services)
    timelineRoutes(routes, services)
    operatorRoutes(routes, services)
    healthRoutes(routes, services)
    accountRoutes(routes, services)
    passkeyRoutes(routes, services)
    workshopRoutes(routes, services)
    teacherRoutes(routes, services)
    joinRoutes(routes, services)
    seatRoutes(routes, services)
    hubRoutes(routes, services)
    contentRoutes(routes, services)
    describeRoutes(routes, () => api.swagger())
  })
  await api.register(async (scope) => fileRoutes(scope.withTypeProvider<ZodTypeProvider>(), services))
  return api
}

function describeRoutes(api: Api, describe: () => object): void {
  api.route({
    method: 'GET',
    url: '/api/openapi.json',
    schema: { hide: true },
    config: { action: 'api.describe' },
    handler: async () => describe(),
  })
}
