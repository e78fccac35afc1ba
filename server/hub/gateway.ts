import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerAws, isAwsApi } from './aws-api.ts'
import type { HubServices } from './hub-services.ts'
import { answerHubWeb } from './hub-web.ts'
import { LINGER_MS } from './limits.ts'
import { answerPackage, PACKAGE_HOST } from './packages.ts'
import { answerRegistry } from './registry-api.ts'
import { RegistryError } from './registry-errors.ts'
import { registryOf, TOKEN_PATHS, type Registry } from './registry.ts'
import { answerSearch } from './search.ts'
import { sendJson } from './send.ts'
import { answerToken } from './token-endpoint.ts'

export interface GatewayOptions {
  services: HubServices
  /** Folder of the packages that the catalogue's alpine installs. */
  packagesDir: string
}

/** Answers every request of instances, by the host that it is for. Never rejects. */
export function createGateway({ services, packagesDir }: GatewayOptions) {
  return async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await route(services, packagesDir, request, response)
    } catch (error) {
      answerError(error, request, response, services)
    }
    if (!request.complete) linger(request)
  }
}

async function route(
  services: HubServices,
  packagesDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const hostname = hostnameOf(request)
  if (hostname === PACKAGE_HOST) return answerPackage(packagesDir, request, response)
  if (isAwsApi(hostname)) return answerAws(services, hostname, request, response)
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (hostname === 'hub.docker.com') return answerHubWeb(services, path, response)
  const registry = registryOf(hostname)
  if (!registry)
    throw new RegistryError('NOT_FOUND', { message: `the lab has no registry at ${hostname || 'this host'}` })
  if (isTokenPath(registry, path)) return answerToken(services, registry, request, response)
  if (registry.kind === 'docker' && path === '/v1/_ping') {
    return sendJson(response, 200, true, { 'x-docker-registry-standalone': 'false' })
  }
  if (registry.kind === 'docker' && path === '/v1/search') return answerSearch(services, request, response)
  return answerRegistry(services, registry, request, response)
}

function isTokenPath(registry: Registry, path: string): boolean {
  return registry.kind !== 'amazon' && path === TOKEN_PATHS[registry.kind]
}

function hostnameOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
}

function answerError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  { log }: Pick<HubServices, 'log'>,
): void {
  // The client went away: there is nobody to tell.
  if (request.destroyed && !request.complete) return
  const known = error instanceof RegistryError ? error : new RegistryError('UNKNOWN', { cause: error })
  if (known.status >= 500) log.error({ err: error, method: request.method }, 'a request failed')
  if (response.headersSent) return void response.destroy()
  if (known.code === 'UNAVAILABLE') response.setHeader('retry-after', '2')
  if (!request.complete) response.setHeader('connection', 'close')
  sendJson(response, known.status, known, known.headers)
}

/** An answer that came before the end of a body would be lost if we closed at once; so we listen a while. */
function linger(request: IncomingMessage): void {
  request.resume()
  const timer = setTimeout(() => request.destroy(), LINGER_MS)
  request.once('close', () => clearTimeout(timer))
}
