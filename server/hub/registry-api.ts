import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerBlob } from './blobs.ts'
import { continueUpload, startUpload } from './blob-uploads.ts'
import { Caller, identify } from './caller.ts'
import { challenge } from './challenge.ts'
import { requireEcrRepository } from './ecr-push.ts'
import { namesOf, type Exchange } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { answerCatalog, answerTags } from './listings.ts'
import { answerManifest } from './manifests.ts'
import { RegistryError } from './registry-errors.ts'
import { parseRegistryRoute, type RegistryRoute } from './registry-route.ts'
import type { Registry } from './registry.ts'
import { relay } from './relay.ts'
import { sendJson } from './send.ts'

/** Everything below `/v2/`: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints */
export async function answerRegistry(
  services: HubServices,
  registry: Registry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('docker-distribution-api-version', 'registry/2.0')
  const { pathname, query } = splitTarget(request.url ?? '')
  const caller = await identify(services, registry, request.headers.authorization)
  const route = parseRegistryRoute(pathname)
  if (typeof route === 'string') throw new RegistryError(route)
  if (route.kind === 'base' || route.kind === 'catalog') requireIdentified(registry, caller)
  // Without a token nothing is allowed, as with the originals: even for a public pull they want an anonymous one.
  const exchange = { request, response, query, caller: caller ?? new Caller(registry, null, () => []) }
  if (registry.kind === 'amazon' && 'name' in route)
    await requireEcrRepository(services, exchange, route.name)
  await answerRoute(services, exchange, route)
}

async function answerRoute(services: HubServices, exchange: Exchange, route: RegistryRoute): Promise<void> {
  switch (route.kind) {
    case 'base':
      return sendJson(exchange.response, 200, {})
    case 'catalog':
      return answerCatalog(services, exchange)
    case 'tags':
      return answerTags(services, exchange, route.name)
    case 'manifest':
      return answerManifest(services, exchange, route)
    case 'blob':
      return answerBlob(services, exchange, route)
    case 'upload-start':
      return startUpload(services, exchange, route.name)
    case 'upload':
      return continueUpload(services, exchange, route)
    case 'referrers': {
      // Not in this version of the registry; its 404 sends clients to the tag schema, as the specification says.
      exchange.caller.require([{ name: route.name, actions: ['pull'] }])
      const names = namesOf(exchange, route.name)
      const path = `/v2/${names.stored}/referrers/${route.digest}`
      return relay(await services.upstream.send({ method: 'GET', path }), exchange.response, { names })
    }
  }
}

function requireIdentified(registry: Registry, caller: Caller | null): void {
  if (!caller) throw new RegistryError('UNAUTHORIZED', { headers: challenge(registry, []) })
}

/** Not by `URL`, which would resolve `..` before anybody has looked at it. */
function splitTarget(url: string): { pathname: string; query: URLSearchParams } {
  const mark = url.indexOf('?')
  if (mark < 0) return { pathname: url, query: new URLSearchParams() }
  return { pathname: url.slice(0, mark), query: new URLSearchParams(url.slice(mark)) }
}
