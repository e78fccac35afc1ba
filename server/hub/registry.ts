import { AWS_REGIONS } from '../domain/registry-hosts.ts'

export type RegistryKind = 'docker' | 'google' | 'github' | 'gitlab' | 'amazon' | 'azure'

/** One of the registries that the Hub answers as. */
export interface Registry {
  kind: RegistryKind
  /** First part of the path under which the real registry keeps its repositories: `docker.io`. */
  host: string
  /** What participants type: all names of Docker Hub mean one registry. */
  address: string
  awsAccountId?: string
  azureName?: string
}

const DOCKER_HOSTS = ['docker.io', 'registry-1.docker.io', 'index.docker.io', 'auth.docker.io']
const AMAZON = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/
const AZURE = /^([a-z0-9]{5,50})\.azurecr\.io$/

/** `hostname` in lower case, without a port. `undefined`: no registry has this name. */
export function registryOf(hostname: string): Registry | undefined {
  if (DOCKER_HOSTS.includes(hostname)) return { kind: 'docker', host: 'docker.io', address: hostname }
  const plain = { host: hostname, address: hostname }
  if (/^([a-z]+\.)?gcr\.io$/.test(hostname)) return { kind: 'google', ...plain }
  if (hostname === 'ghcr.io') return { kind: 'github', ...plain }
  if (hostname === 'registry.gitlab.com') return { kind: 'gitlab', ...plain }
  const amazon = AMAZON.exec(hostname)
  if (amazon && AWS_REGIONS.some((region) => region === amazon[2])) {
    return { kind: 'amazon', ...plain, awsAccountId: amazon[1]! }
  }
  const azure = AZURE.exec(hostname)
  return azure ? { kind: 'azure', ...plain, azureName: azure[1]! } : undefined
}

/** Where each registry hands out tokens, as its original does. Amazon has none: it takes the password each time. */
export const TOKEN_PATHS: Record<Exclude<RegistryKind, 'amazon'>, string> = {
  docker: '/token',
  google: '/v2/token',
  github: '/token',
  gitlab: '/jwt/auth',
  azure: '/oauth2/token',
}

/** Where the real registry keeps a repository. */
export function storedName(registry: Registry, name: string): string {
  return `${registry.host}/${name}`
}
