import { allowedActions, type Action } from './access-policy.ts'
import type { Accounts } from './accounts.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { challenge, type Scope } from './challenge.ts'
import type { AccountRecord } from './control-protocol.ts'
import { RegistryError } from './registry-errors.ts'
import { storedName, type Registry } from './registry.ts'
import type { Tokens, VerifiedToken } from './tokens.ts'

export interface Gatekeeper {
  accounts: Accounts
  tokens: Tokens
  catalog: CatalogIndex
}

/** Whoever sends a request to one registry, and what they may do there. */
export class Caller {
  readonly registry: Registry
  readonly account: AccountRecord | null
  readonly #actionsFor: (name: string) => Action[]

  constructor(registry: Registry, account: AccountRecord | null, actionsFor: (name: string) => Action[]) {
    this.registry = registry
    this.account = account
    this.#actionsFor = actionsFor
  }

  may(action: Action, name: string): boolean {
    return this.#actionsFor(name).includes(action)
  }

  /** Throws DENIED for those who have signed in, and asks the others to. */
  require(scopes: Scope[]): void {
    if (scopes.every(({ name, actions }) => actions.every((action) => this.may(action, name)))) return
    if (this.account) throw new RegistryError('DENIED', { detail: scopes })
    const headers = challenge(this.registry, scopes, 'insufficient_scope')
    throw new RegistryError('UNAUTHORIZED', { headers, detail: scopes })
  }
}

/** Null without credentials. Throws UNAUTHORIZED for wrong, forged or expired ones. */
export async function identify(
  gatekeeper: Gatekeeper,
  registry: Registry,
  authorization: string | undefined,
): Promise<Caller | null> {
  if (!authorization) return null
  const [scheme = '', credentials = ''] = authorization.split(' ', 2)
  if (scheme.toLowerCase() === 'basic') {
    const account = await authenticateBasic(gatekeeper, registry, credentials)
    if (account) return callerWithPassword(gatekeeper, registry, account)
    throw wrongPassword(registry)
  }
  const token = await gatekeeper.tokens.verify(registry.host, credentials)
  const account = token?.username ? gatekeeper.accounts.byUsername(token.username) : null
  if (token && account !== undefined) return callerWithToken(registry, account, token)
  const headers = challenge(registry, [], 'invalid_token')
  throw new RegistryError('UNAUTHORIZED', { message: 'the token is invalid or has expired', headers })
}

/** What the account may do, or somebody who has not signed in (`null`), without a narrower token. */
export function callerWithPassword(
  { catalog }: Pick<Gatekeeper, 'catalog'>,
  registry: Registry,
  account: AccountRecord | null,
): Caller {
  return new Caller(registry, account, (name) =>
    allowedActions({ registry, name, account, isInCatalog: catalog.has(storedName(registry, name)) }),
  )
}

function callerWithToken(
  registry: Registry,
  account: AccountRecord | null,
  { grants }: VerifiedToken,
): Caller {
  return new Caller(registry, account, (name) =>
    grants.filter((grant) => grant.name === name).flatMap(({ actions }) => actions),
  )
}

export function wrongPassword(registry: Registry): RegistryError {
  return new RegistryError('UNAUTHORIZED', {
    message: 'incorrect username or password',
    headers: challenge(registry, []),
  })
}

/** `undefined` for credentials that are wrong. */
export async function authenticateBasic(
  { accounts, tokens }: Gatekeeper,
  registry: Registry,
  credentials: string,
): Promise<AccountRecord | undefined> {
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return undefined
  const [username, password] = [text.slice(0, colon), text.slice(colon + 1)]
  if (registry.kind !== 'amazon') return accounts.authenticate(registry, username, password)
  const owner = username === 'AWS' ? await tokens.verifyEcrPassword(password) : undefined
  return owner === undefined ? undefined : accounts.byUsername(owner)
}
