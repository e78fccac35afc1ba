/** Where an image name leads when it names no registry. */
export const DEFAULT_HOST = 'docker.io'
/** The name space that Docker leaves out: `nginx` is `docker.io/library/nginx`. */
const OFFICIAL = 'library/'

export interface RepositoryId {
  /** `docker.io`, `ghcr.io`, … */
  host: string
  /** `library/nginx` */
  name: string
}

/** The shortest name that Docker takes for a repository: `nginx`, `wise-otter-42/app`, `ghcr.io/wise-otter-42/app`. */
export function shortName({ host, name }: RepositoryId): string {
  if (host !== DEFAULT_HOST) return `${host}/${name}`
  const short = name.startsWith(OFFICIAL) ? name.slice(OFFICIAL.length) : name
  // Docker would read `library/a/b` without its first part as another repository.
  return short.includes('/') ? name : short
}

export function pullCommand(repository: RepositoryId, tag: string): string {
  return `docker image pull ${shortName(repository)}:${tag}`
}

export function pushCommand(repository: RepositoryId, tag: string): string {
  return `docker image push ${shortName(repository)}:${tag}`
}

/** The page of a repository in the real Docker Hub; null for other registries, whose pages need an account. */
export function dockerHubUrl({ host, name }: RepositoryId): string | null {
  if (host !== DEFAULT_HOST) return null
  const path = name.startsWith(OFFICIAL) ? `_/${name.slice(OFFICIAL.length)}` : `r/${name}`
  return `https://hub.docker.com/${path}`
}
