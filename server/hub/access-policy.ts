import type { AccountRecord } from './control-protocol.ts'
import type { Registry } from './registry.ts'

export type Action = 'pull' | 'push' | 'delete'

export interface PolicyRequest {
  registry: Registry
  name: string
  /** Null for somebody who has not signed in. */
  account: AccountRecord | null
  /** The repository is part of the catalogue, which everybody may read and nobody may change. */
  isInCatalog: boolean
}

/** What somebody may do with a repository, as the originals decide by default. */
export function allowedActions({ registry, name, account, isInCatalog }: PolicyRequest): Action[] {
  if (isInCatalog) return ['pull']
  if (account && owns(account, registry, name)) return ['pull', 'push', 'delete']
  // New repositories are public at Docker Hub, and private everywhere else.
  return registry.kind === 'docker' ? ['pull'] : []
}

/** The repository's place belongs to the account, whether or not there is a repository. */
export function owns(account: AccountRecord, registry: Registry, name: string): boolean {
  const [namespace, ...rest] = name.split('/')
  switch (registry.kind) {
    case 'docker':
      return namespace === account.username && rest.length === 1
    case 'google':
    case 'github':
    case 'gitlab':
      return namespace === account.username && rest.length > 0
    case 'amazon':
      return registry.awsAccountId === account.awsAccountId
    case 'azure':
      return registry.azureName === account.azureRegistry
  }
}
