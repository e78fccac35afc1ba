import { DEFAULT_HOST, type RepositoryId } from './image-reference.ts'

export const HUB_PATH = '/hub'
/** Part of a repository's name; https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const PART = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/
/** Pages that hub.docker.com has below a repository; here all is on one. */
const SUBPAGES = new Set(['tags', 'general'])

export type HubTarget = ({ kind: 'repository' } & RepositoryId) | { kind: 'redirect'; path: string }

/**
 * What a page below `/hub` shows. As on hub.docker.com, `r/<namespace>/<repository>` is a repository and
 * `_/<repository>` an official one; `h/<host>/<name>` is a repository of any registry. Null: nothing.
 */
export function parseHubPath(path: readonly string[]): HubTarget | null {
  const [kind = '', ...rest] = path
  switch (kind) {
    case '_': {
      const [name] = withoutSubpage(rest, 1)
      return name !== undefined && isName([name])
        ? { kind: 'redirect', path: repositoryPath({ host: DEFAULT_HOST, name: `library/${name}` }) }
        : null
    }
    case 'r': {
      const parts = withoutSubpage(rest, 2)
      return parts.length === 2 && isName(parts) ? repository(DEFAULT_HOST, parts) : null
    }
    case 'h': {
      const [host = '', ...parts] = rest
      return HOST.test(host) && isName(parts) ? repository(host, parts) : null
    }
    default:
      return null
  }
}

export function repositoryPath({ host, name }: RepositoryId): string {
  const hasShortPath = host === DEFAULT_HOST && name.split('/').length === 2
  return hasShortPath ? `${HUB_PATH}/r/${name}` : `${HUB_PATH}/h/${host}/${name}`
}

/** The address of a repository in the broker's API. */
export function repositoryApiPath({ host, name }: RepositoryId): string {
  return `/api/hub/repositories/${[host, ...name.split('/')].map(encodeURIComponent).join('/')}`
}

export function searchApiPath(query: string): string {
  return `/api/hub/repositories?${new URLSearchParams({ q: query }).toString()}`
}

function repository(host: string, parts: readonly string[]): HubTarget {
  return { kind: 'repository', host, name: parts.join('/') }
}

function isName(parts: readonly string[]): boolean {
  return parts.length > 0 && parts.every((part) => PART.test(part))
}

function withoutSubpage(parts: readonly string[], length: number): readonly string[] {
  const subpage = parts[length]
  const hasSubpage = parts.length === length + 1 && subpage !== undefined && SUBPAGES.has(subpage)
  return hasSubpage || parts.length === length ? parts.slice(0, length) : []
}
