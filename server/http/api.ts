import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawServerDefault,
} from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Logger } from '../lib/logger.ts'
import type { Health } from '../protocol/health.ts'
import type { ProgressStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import type { RosterEntry } from '../protocol/roster.ts'
import type { Files } from '../services/files.ts'
import type { Instances } from '../services/instances.ts'
import type { Sessions } from '../services/sessions.ts'
import type { TerminalList } from '../services/terminal-list.ts'
import type { HubPages } from '../services/hub-pages.ts'
import { contentRoutes } from './routes/content-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { hubRoutes } from './routes/hub-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { teachRoutes } from './routes/teach-routes.ts'
import { terminalRoutes } from './routes/terminal-routes.ts'
import { sendError } from './send-error.ts'

/** No request carries more than a few words, but for those of files. */
const MAX_BODY_BYTES = 16 * 1024
/** For a whole request: the largest upload over a slow line. Headers must come much sooner, which is Node's default. */
const MAX_REQUEST_MS = 3_600_000

export interface ApiServices {
  sessions: Sessions
  instances: Instances
  terminalList: TerminalList
  files: Files
  health: () => Promise<Health>
  roster: () => Promise<RosterEntry[]>
  progress: Pick<ProgressStore, 'history'>
  hubPages: HubPages
  /** Null but for authors. */
  contentChanges: { onChange(listener: () => void): Disposable } | null
  instructorToken: string
  publicUrl: URL
}

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** `/api/*`. `frontDoor` gets every request first and hands the API's own to the listener that it is given. */
export async function createApi(
  services: ApiServices,
  { log, frontDoor }: { log: Logger; frontDoor: (api: RequestListener) => RequestListener },
): Promise<Api> {
  const logger: FastifyBaseLogger = log
  const api = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // A browser keeps its connections open; they must not keep us from stopping.
    forceCloseConnections: true,
    serverFactory: (handler) => createServer({ requestTimeout: MAX_REQUEST_MS }, frontDoor(handler)),
  }).withTypeProvider<ZodTypeProvider>()
  api.removeContentTypeParser('text/plain')
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  api.setErrorHandler(sendError)
  api.setNotFoundHandler((request, reply) => sendError(new LabError('NOT_FOUND'), request, reply))
  await api.register(rateLimit, { global: false })
  await api.register(swagger, {
    openapi: { info: { title: 'Drydock', version: '1' } },
    transform: jsonSchemaTransform,
  })
  api.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await api.register(async (scope) => {
    const routes = scope.withTypeProvider<ZodTypeProvider>()
    sessionRoutes(routes, services)
    terminalRoutes(routes, services)
    healthRoutes(routes, services)
    teachRoutes(routes, services)
    hubRoutes(routes, services)
    contentRoutes(routes, services)
    routes.get('/api/openapi.json', { schema: { hide: true } }, () => api.swagger())
  })
  await api.register(async (scope) => fileRoutes(scope.withTypeProvider<ZodTypeProvider>(), services))
  return api
}
