import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AUTHORISATION, type Action, type Role } from '../domain/authorisation.ts'
import type { AuditLog } from '../services/audit-log.ts'

const REFUSED = new Set([401, 403])
const TOO_MANY = 429
const READS = new Set(['GET', 'HEAD'])
/** Whoever signs in is not in charge before. */
const SIGN_INS: readonly Action[] = ['instructor.enter']
/** Each is written down by its own name, where it is carried out. */
const NAMED_ELSEWHERE: readonly Action[] = ['workshop.teach', 'passkey.prepare']
const OF_PARTICIPANTS: readonly Role[] = ['visitor', 'seated', 'participant']
/** The strongest that somebody has. */
const ROLE_ORDER = [
  'operator',
  'instructor',
  'co-instructor',
  'participant',
  'seated',
  'visitor',
] as const satisfies readonly Role[]

/**
 * Writes down what those in charge do: every command that only they may give, every sign-in, and every attempt at
 * something of theirs that was refused. What they read is not written down: pages and Prometheus do it all the time.
 */
export function auditRequests(api: Pick<FastifyInstance, 'addHook'>, audit: AuditLog): void {
  api.addHook('onResponse', async (request, { statusCode }) => {
    const { caller } = request
    // The front door has refused it before it was known whose it is.
    if (!caller) return
    // Whatever a limit refuses must not fill what cannot be removed.
    if (statusCode === TOO_MANY) return
    const isRefused = REFUSED.has(statusCode)
    const act = actOf(request, isRefused)
    if (act === undefined) return
    const role = ROLE_ORDER.find((candidate) => caller.roles.includes(candidate)) ?? 'visitor'
    audit.record({
      role,
      address: caller.addressKey,
      act,
      target: isRefused ? null : targetOf(request.params),
      result: isRefused ? 'refused' : statusCode < 400 ? 'done' : 'failed',
    })
  })
}

function actOf(request: FastifyRequest, isRefused: boolean): string | undefined {
  const action: Action | undefined = request.is404 ? undefined : request.routeOptions.config.action
  if (request.caller.hasWrongToken) return isRefused ? 'wrong-token' : undefined
  if (action === undefined) return undefined
  if (SIGN_INS.includes(action)) return action
  if (NAMED_ELSEWHERE.includes(action) && !isRefused) return undefined
  const isForStaff = !AUTHORISATION[action].some((role) => OF_PARTICIPANTS.includes(role))
  return isForStaff && (isRefused || !READS.has(request.method)) ? action : undefined
}

/** What the path names: route parameters, never the query, which can hold a key. */
function targetOf(params: unknown): string | null {
  const values = typeof params === 'object' && params !== null ? Object.values(params) : []
  return values.length > 0 ? values.map(String).join(' ') : null
}
