import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { z } from 'zod'
import { accountsRequestSchema, catalogRequestSchema, type HubPush } from './control-protocol.ts'
import type { HubServices } from './hub-services.ts'
import { readRepository, searchRepositories } from './pages-data.ts'
import { readBody } from './read-body.ts'
import { RegistryError } from './registry-errors.ts'
import { parseRegistryRoute } from './registry-route.ts'
import { sendJson } from './send.ts'
import { discard, forwardedHeaders } from './upstream.ts'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A thousand accounts are 400 KB. */
const MAX_BODY_BYTES = 16 * 1024 * 1024
const PING_MS = 10_000

type Handler = (
  services: HubServices,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void>

/** What the broker and set-up call. Who reaches this socket may do everything; no instance can. */
const ROUTES: Record<string, Handler> = {
  'GET /health': async ({ catalog, accounts, upstream }, _request, response) => {
    discard(await upstream.send({ method: 'GET', path: '/v2/' }))
    sendJson(response, 200, { catalogKey: catalog.key, accounts: accounts.all().length })
  },

  'PUT /accounts': async ({ accounts }, request, response, url) => {
    const { accounts: records } = await parseBody(accountsRequestSchema, request)
    accounts.replace(url.searchParams.get('owner') ?? '', records)
    sendJson(response, 200, {})
  },

  'PUT /catalog': async ({ catalog }, request, response) => {
    await catalog.replace(await parseBody(catalogRequestSchema, request))
    sendJson(response, 200, {})
  },

  'POST /collect': async ({ collector }, _request, response) => {
    await collector.collect()
    sendJson(response, 200, {})
  },

  'GET /repositories': async (services, _request, response, { searchParams }) => {
    const username = searchParams.get('username') ?? undefined
    sendJson(
      response,
      200,
      await searchRepositories(services, { query: searchParams.get('q') ?? '', username }),
    )
  },

  'GET /repository': async (services, _request, response, { searchParams }) => {
    const username = searchParams.get('username') ?? undefined
    const wanted = { host: searchParams.get('host') ?? '', name: searchParams.get('name') ?? '', username }
    const found = await readRepository(services, wanted)
    if (!found) throw new RegistryError('NAME_UNKNOWN')
    sendJson(response, 200, found)
  },

  'GET /pushes': async ({ pushes }, _request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const send = (push: HubPush): void => void response.write(`${JSON.stringify(push)}\n`)
    // An empty line now and then: whoever listens notices when the Hub has gone.
    const ping = setInterval(() => response.write('\n'), PING_MS)
    response.write('\n')
    pushes.on('push', send)
    await once(response, 'close')
    clearInterval(ping)
    pushes.off('push', send)
  },
}

/** Listens on a Unix socket that the broker's group may use. */
export async function startControlServer(services: HubServices, socketPath: string): Promise<Server> {
  const server = createServer((request, response) => {
    answer(services, request, response).catch((error: unknown) => {
      const known = error instanceof RegistryError ? error : new RegistryError('UNKNOWN', { cause: error })
      if (known.status >= 500)
        services.log.error({ err: error, url: request.url }, 'a control request failed')
      if (response.headersSent) response.destroy()
      else sendJson(response, known.status, known)
    })
  })
  // Left by a Hub that was killed.
  await rm(socketPath, { force: true })
  server.listen(socketPath)
  await once(server, 'listening')
  await chmod(socketPath, 0o660)
  return server
}

async function answer(
  services: HubServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://hub')
  // Set-up fills the catalogue through the registry's own API.
  if (url.pathname.startsWith('/v2/')) return passThrough(services, request, response)
  const handler = ROUTES[`${request.method} ${url.pathname}`]
  if (!handler) throw new RegistryError('NOT_FOUND')
  await handler(services, request, response, url)
}

async function passThrough(
  { upstream, collector }: Pick<HubServices, 'upstream' | 'collector'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url: path = '', headers } = request
  const route = parseRegistryRoute(path.split('?')[0]!)
  const repository = typeof route === 'object' && 'name' in route ? route.name : ''
  const sent = await collector.whileKept(repository, () =>
    upstream.stream({ method, path, headers: forwardedHeaders(headers) }, request, new PassThrough()),
  )
  response.writeHead(sent.statusCode ?? 502, sent.headers)
  await pipeline(sent, response)
}

async function parseBody<T>(schema: z.ZodType<T>, request: IncomingMessage): Promise<T> {
  const parsed = schema.safeParse(JSON.parse((await readBody(request, MAX_BODY_BYTES)).toString('utf8')))
  if (parsed.success) return parsed.data
  throw new RegistryError('UNSUPPORTED', { message: z.prettifyError(parsed.error) })
}
