import type { IncomingMessage } from 'node:http'
import { mayDo, refusalOf, type Action, type Role } from '../domain/authorisation.ts'
import { addressKey, clientAddress } from '../lib/client-address.ts'
import { readCookie } from '../lib/cookies.ts'
import { equalSecrets } from '../lib/random.ts'
import { LabError } from '../protocol/errors.ts'
import type { LiveSession } from './live-session.ts'
import type { Sessions } from './sessions.ts'

/** Who sent a request. */
export interface Caller {
  roles: readonly Role[]
  /** There for a participant. The session of the cookie, and so the only one that the request can reach. */
  session: LiveSession | undefined
  /** What rate limits count somebody by who has no session: the network address, or the network of a customer. */
  addressKey: string
  /** Shows a token that opens nothing. */
  hasWrongToken: boolean
}

export interface Secrets {
  instructorToken: string
  operatorToken: string
}

const BEARER = /^Bearer ([\w-]+)$/i

/** Tells who sent a request by its cookies and its token. Secrets are compared in constant time. */
export class Callers {
  readonly #sessions: Pick<Sessions, 'byToken'>
  readonly #secrets: Secrets
  readonly #isSecure: boolean
  readonly #trustedProxies: number

  constructor(options: {
    sessions: Pick<Sessions, 'byToken'>
    secrets: Secrets
    /** Whether people reach the page by https; it decides which cookies count. */
    isSecure: boolean
    /** Of the operator's, in front: they say whom a request is from. */
    trustedProxies: number
  }) {
    this.#sessions = options.sessions
    this.#secrets = options.secrets
    this.#isSecure = options.isSecure
    this.#trustedProxies = options.trustedProxies
  }

  addressKeyOf(request: IncomingMessage): string {
    return addressKey(clientAddress(request, this.#trustedProxies))
  }

  of(request: IncomingMessage): Caller {
    const session = this.#sessions.byToken(readCookie(request, 'session', this.#isSecure))
    const instructor = readCookie(request, 'instructor', this.#isSecure)
    const bearer = request.headers.authorization !== undefined
    const operator = BEARER.exec(request.headers.authorization ?? '')?.[1]
    const roles: Role[] = []
    if (session) roles.push('participant')
    if (instructor !== undefined && equalSecrets(instructor, this.#secrets.instructorToken))
      roles.push('instructor')
    if (operator !== undefined && equalSecrets(operator, this.#secrets.operatorToken)) roles.push('operator')
    return {
      roles: roles.length > 0 ? roles : ['visitor'],
      session,
      addressKey: this.addressKeyOf(request),
      hasWrongToken: bearer && !roles.includes('operator'),
    }
  }
}

/** Throws NO_SESSION, NOT_INSTRUCTOR or NOT_OPERATOR. */
export function authorise(caller: Caller, action: Action): void {
  if (!mayDo(caller.roles, action)) throw new LabError(refusalOf(action))
}

/** Of a caller who has been authorised as a participant. Throws NO_SESSION. */
export function sessionOf({ session }: Caller): LiveSession {
  if (!session) throw new LabError('NO_SESSION')
  return session
}
