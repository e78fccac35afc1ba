import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CatalogEntry } from './control-protocol.ts'
import type { HubServices } from './hub-services.ts'
import { sendJson } from './send.ts'

/** Docker Hub's own default and most. */
const DEFAULT_RESULTS = 25
const MAX_RESULTS = 100

/**
 * `GET /v1/search`, what `docker search` asks; it filters the answer by itself.
 * https://github.com/moby/moby/blob/v26.1.5/registry/session.go
 */
export async function answerSearch(
  { catalog, storage }: Pick<HubServices, 'catalog' | 'storage'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URL(request.url ?? '', 'http://hub').searchParams
  const term = query.get('q') ?? ''
  const wanted = Number(query.get('n') ?? DEFAULT_RESULTS)
  const limit = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MAX_RESULTS) : DEFAULT_RESULTS
  const known = catalog.entries().filter(({ host }) => host === 'docker.io')
  const pushed = (await storage.repositories('docker.io'))
    .filter((stored) => !catalog.has(stored))
    .map((stored) => ({
      name: stored.slice('docker.io/'.length),
      description: '',
      stars: 0,
      isOfficial: false,
    }))
  const found = matching([...known, ...pushed], term)
  sendJson(response, 200, {
    num_results: found.length,
    query: term,
    results: found.slice(0, limit).map(({ name, description, stars, isOfficial }) => ({
      name: shortName(name),
      description,
      star_count: stars,
      is_official: isOfficial,
      is_automated: false,
    })),
  })
}

/** `library/nginx` is typed as `nginx`. */
export function shortName(name: string): string {
  return name.startsWith('library/') ? name.slice('library/'.length) : name
}

/** Each word must be in the name or the description. The best known come first, official ones before others. */
export function matching<T extends Pick<CatalogEntry, 'name' | 'description' | 'stars' | 'isOfficial'>>(
  repositories: T[],
  term: string,
): T[] {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean)
  const found = repositories.filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return found.sort(
    (a, b) =>
      Number(b.isOfficial) - Number(a.isOfficial) || b.stars - a.stars || a.name.localeCompare(b.name),
  )
}
