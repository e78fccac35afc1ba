import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Action } from './access-policy.ts'
import { authenticateBasic, callerWithPassword, wrongPassword, type Gatekeeper } from './caller.ts'
import type { AccountRecord } from './control-protocol.ts'
import { readForm } from './read-body.ts'
import { RegistryError } from './registry-errors.ts'
import { isRepositoryName } from './registry-route.ts'
import type { Registry } from './registry.ts'
import { sendJson } from './send.ts'
import { TOKEN_SECONDS } from './limits.ts'
import type { Grant } from './tokens.ts'

const ACTIONS: Action[] = ['pull', 'push', 'delete']
/** More than any client asks for at once; each costs a little time. */
const MAX_SCOPES = 100

/**
 * Hands out tokens, with a password in the header (`GET`) or in a form (`POST`):
 * https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/. What the account may not do is left
 * out of the token, as the specification wants; without an account it is for public pulls.
 */
export async function answerToken(
  gatekeeper: Gatekeeper,
  registry: Registry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URL(request.url ?? '', 'http://hub').searchParams
  const isForm = request.method === 'POST'
  if (!isForm && request.method !== 'GET') throw new RegistryError('UNSUPPORTED')
  const parameters = isForm ? await readForm(request) : query
  const account = isForm
    ? accountOfForm(gatekeeper, registry, parameters)
    : await accountOfHeader(gatekeeper, registry, request.headers.authorization)
  if (account === undefined) throw wrongPassword(registry)
  const caller = callerWithPassword(gatekeeper, registry, account)
  const grants = parseScopes(parameters.getAll('scope')).map(({ name, actions }) => ({
    name,
    actions: actions.filter((action) => caller.may(action, name)),
  }))
  const token = await gatekeeper.tokens.issue(registry.host, { username: account?.username ?? '', grants })
  const isRefreshable = isForm && parameters.get('access_type') === 'offline' && parameters.get('password')
  sendJson(response, 200, {
    token,
    access_token: token,
    expires_in: TOKEN_SECONDS,
    issued_at: new Date().toISOString(),
    scope: parameters.getAll('scope').join(' '),
    ...(isRefreshable && { refresh_token: parameters.get('password') }),
  })
}

/** `repository:library/nginx:pull,push`, several in one text or in several. What is not of this form is left out. */
export function parseScopes(texts: string[]): Grant[] {
  const scopes = texts.flatMap((text) => text.split(' ')).slice(0, MAX_SCOPES)
  return scopes.flatMap((scope) => {
    const [, name, actions] = /^repository(?:\([a-z]+\))?:([^:]+):([a-z*,]*)$/.exec(scope) ?? []
    if (!name || !isRepositoryName(name)) return []
    const wanted = actions!.split(',')
    return [
      { name, actions: wanted.includes('*') ? ACTIONS : ACTIONS.filter((action) => wanted.includes(action)) },
    ]
  })
}

async function accountOfHeader(
  gatekeeper: Gatekeeper,
  registry: Registry,
  authorization: string | undefined,
): Promise<AccountRecord | null | undefined> {
  if (!authorization) return null
  const [scheme = '', credentials = ''] = authorization.split(' ', 2)
  return scheme.toLowerCase() === 'basic' ? authenticateBasic(gatekeeper, registry, credentials) : undefined
}

function accountOfForm(
  { accounts }: Gatekeeper,
  registry: Registry,
  form: URLSearchParams,
): AccountRecord | undefined {
  // An account's refresh token is its password, which we have no need to exchange for another secret.
  const password = form.get('password') ?? form.get('refresh_token') ?? ''
  const username = form.get('username')
  if (username) return accounts.authenticate(registry, username, password)
  return accounts.byPassword(password)
}
