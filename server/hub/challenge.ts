import type { Action } from './access-policy.ts'
import { TOKEN_PATHS, type Registry } from './registry.ts'

export interface Scope {
  name: string
  actions: Action[]
}

/** What a client has to do to be let in: https://distribution.github.io/distribution/spec/auth/token/ */
export function challenge(registry: Registry, scopes: Scope[], error?: string): Record<string, string> {
  const { kind } = registry
  if (kind === 'amazon') {
    return { 'www-authenticate': `Basic realm="https://${registry.host}/",service="ecr.amazonaws.com"` }
  }
  const scope = scopes.map(({ name, actions }) => `repository:${name}:${actions.join(',')}`).join(' ')
  const parts = [
    `realm="https://${kind === 'docker' ? 'auth.docker.io' : registry.host}${TOKEN_PATHS[kind]}"`,
    `service="${serviceName(registry)}"`,
    ...(scope ? [`scope="${scope}"`] : []),
    ...(error ? [`error="${error}"`] : []),
  ]
  return { 'www-authenticate': `Bearer ${parts.join(',')}` }
}

function serviceName(registry: Registry): string {
  if (registry.kind === 'docker') return 'registry.docker.io'
  return registry.kind === 'gitlab' ? 'container_registry' : registry.host
}
