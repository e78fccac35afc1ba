import { callerWithPassword } from './caller.ts'
import { isRead, namesOf, type Exchange } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { MAX_PAGE } from './limits.ts'
import { RegistryError } from './registry-errors.ts'
import { relay } from './relay.ts'
import { sendJson } from './send.ts'

/** `/v2/_catalog`: what the caller may pull from this registry. */
export async function answerCatalog(
  { storage, catalog }: Pick<HubServices, 'storage' | 'catalog'>,
  exchange: Exchange,
): Promise<void> {
  const { caller, response, query } = exchange
  if (!isRead(exchange)) throw new RegistryError('UNSUPPORTED')
  const { registry, account } = caller
  const stored = await storage.repositories(registry.host)
  const names = stored.map((path) => path.slice(registry.host.length + 1))
  // Whatever the token is for: it cannot name all that there is.
  const reader = callerWithPassword({ catalog }, registry, account)
  const readable = names.filter((name) => reader.may('pull', name))
  const page = pageOf(readable, query)
  sendJson(response, 200, { repositories: page.items }, nextLink('/v2/_catalog', page))
}

/** `/v2/<name>/tags/list` */
export async function answerTags(
  { storage, upstream }: Pick<HubServices, 'storage' | 'upstream'>,
  exchange: Exchange,
  name: string,
): Promise<void> {
  const { caller, response, query } = exchange
  if (!isRead(exchange)) throw new RegistryError('UNSUPPORTED')
  caller.require([{ name, actions: ['pull'] }])
  const names = namesOf(exchange, name)
  const tags = await storage.tagNames(names.stored)
  if (tags.length === 0) {
    // Whether the repository is empty or unknown, the registry knows.
    return relay(await upstream.send({ method: 'GET', path: `/v2/${names.stored}/tags/list` }), response, {
      names,
    })
  }
  const page = pageOf(tags, query)
  sendJson(response, 200, { name, tags: page.items }, nextLink(`/v2/${name}/tags/list`, page))
}

interface Page {
  items: string[]
  size: number
  hasMore: boolean
}

/**
 * `n` and `last` as the specification has them; the real registry of this version does not know them for tags.
 * Throws PAGINATION_NUMBER_INVALID.
 */
export function pageOf(sorted: string[], query: URLSearchParams): Page {
  const wanted = query.get('n')
  if (wanted !== null && !/^\d{1,9}$/.test(wanted)) {
    throw new RegistryError('PAGINATION_NUMBER_INVALID', { detail: { n: wanted } })
  }
  const last = query.get('last')
  const rest = last === null ? sorted : sorted.filter((name) => name > last)
  const size = wanted === null ? rest.length : Math.min(Number(wanted), MAX_PAGE)
  return { items: rest.slice(0, size), size, hasMore: size > 0 && rest.length > size }
}

function nextLink(path: string, { items, size, hasMore }: Page): Record<string, string> {
  const last = items.at(-1)
  if (!hasMore || last === undefined) return {}
  return { link: `<${path}?${new URLSearchParams({ last, n: String(size) })}>; rel="next"` }
}
