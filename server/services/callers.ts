import type { IncomingMessage } from 'node:http'
import { mayDo, refusalOf, type Action, type Role } from '../domain/authorisation.ts'
import { addressKey, clientAddress } from '../lib/client-address.ts'
import { readCookie, type CookieName } from '../lib/cookies.ts'
import { equalSecrets } from '../lib/random.ts'
import type { SessionKey } from '../ports/store.ts'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import type { WorkshopId } from '../protocol/workshop.ts'
import type { Instructors } from './instructors.ts'
import type { LiveSession } from './live-session.ts'
import { keyOfCookie } from './session-key.ts'
import type { Sessions } from './sessions.ts'
import type { SeatInWorkshop } from './seat-index.ts'
import type { Workshops } from './workshops.ts'

/** Who sent a request. */
export interface Caller {
  roles: readonly Role[]
  /** There for a participant. The session of the cookie, and so the only one that the request can reach. */
  session: LiveSession | undefined
  /** Of that session, or of the last one that has ended: the one way to tell whose a session is. */
  sessionKey: SessionKey | undefined
  /** In a workshop; the caller's session is then the seat's, if it has one. */
  place: SeatInWorkshop | undefined
  /** Of the personal link that opens the seat. */
  seatToken: string | undefined
  instructor: StoredInstructor | undefined
  /** What rate limits count somebody by who has no session: the network address, or the network of a customer. */
  addressKey: string
  /** Shows a token that opens nothing. */
  hasWrongToken: boolean
}

const BEARER = /^Bearer ([\w-]+)$/i

/** Tells who sent a request by its cookies and its token. Secrets are compared in constant time. */
export class Callers {
  readonly #sessions: Pick<Sessions, 'byKey'>
  readonly #instructors: Pick<Instructors, 'byToken'>
  readonly #workshops: Pick<Workshops, 'bySeatToken'>
  readonly #operatorToken: string
  readonly #isSecure: boolean
  readonly #trustedProxies: number

  constructor(options: {
    sessions: Pick<Sessions, 'byKey'>
    instructors: Pick<Instructors, 'byToken'>
    workshops: Pick<Workshops, 'bySeatToken'>
    operatorToken: string
    /** Whether people reach the page by https; it decides which cookies count. */
    isSecure: boolean
    /** Of the operator's, in front: they say whom a request is from. */
    trustedProxies: number
  }) {
    this.#sessions = options.sessions
    this.#instructors = options.instructors
    this.#workshops = options.workshops
    this.#operatorToken = options.operatorToken
    this.#isSecure = options.isSecure
    this.#trustedProxies = options.trustedProxies
  }

  addressKeyOf(request: IncomingMessage): string {
    return addressKey(clientAddress(request, this.#trustedProxies))
  }

  of(request: IncomingMessage): Caller {
    const cookie = (name: CookieName) => readCookie(request, name, this.#isSecure)
    const seatToken = cookie('seat')
    const place = seatToken === undefined ? undefined : this.#workshops.bySeatToken(seatToken)
    const sessionKey = place ? { seatId: place.seat.stored.id } : keyOfCookie(cookie('session'))
    const session = this.#sessions.byKey(sessionKey)
    const instructorToken = cookie('instructor')
    const instructor = instructorToken === undefined ? undefined : this.#instructors.byToken(instructorToken)
    const bearer = request.headers.authorization !== undefined
    const operator = BEARER.exec(request.headers.authorization ?? '')?.[1]
    const roles: Role[] = []
    if (place) roles.push('seated')
    if (session) roles.push('participant')
    if (instructor) roles.push('instructor')
    if (operator !== undefined && equalSecrets(operator, this.#operatorToken)) roles.push('operator')
    return {
      roles: roles.length > 0 ? roles : ['visitor'],
      session,
      sessionKey,
      place,
      seatToken: place && seatToken,
      instructor,
      addressKey: this.addressKeyOf(request),
      hasWrongToken: bearer && !roles.includes('operator'),
    }
  }
}

/** Throws NO_SESSION, NOT_INSTRUCTOR or NOT_OPERATOR. */
export function authorise(caller: Caller, action: Action): void {
  if (!mayDo(caller.roles, action)) throw new LabError(refusalOf(action))
}

/**
 * As whom somebody may do something in that workshop. Throws WORKSHOP_NOT_FOUND for an instructor who is nobody there:
 * whether there is one is not theirs to know.
 */
export function inWorkshop(caller: Caller, workshops: Pick<Workshops, 'byId'>, id: WorkshopId): Caller {
  const workshop = workshops.byId(id)
  const { instructor, roles } = caller
  const own = workshop?.roleOf(instructor?.id)
  const others = roles.filter((role) => role !== 'instructor')
  const isOperator = roles.includes('operator')
  if ((instructor || isOperator) && (!workshop || !(own || isOperator)))
    throw new LabError('WORKSHOP_NOT_FOUND')
  return { ...caller, roles: own ? [...others, own] : others }
}

/** Of a caller who has been authorised as a participant. Throws NO_SESSION. */
export function sessionOf({ session }: Caller): LiveSession {
  if (!session) throw new LabError('NO_SESSION')
  return session
}
