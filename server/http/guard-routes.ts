import type { FastifyInstance, FastifySchema } from 'fastify'
import { isAction, type Action } from '../domain/authorisation.ts'
import { expectBodySoon } from './expect-body-soon.ts'
import { ACTION_LIMITS } from '../domain/rate-limits.ts'
import { authorise, inWorkshop, sessionOf, type Caller, type Callers } from '../services/callers.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import { LabError } from '../protocol/errors.ts'
import type { WorkshopId } from '../protocol/workshop.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { LiveWorkshop } from '../services/live-workshop.ts'
import type { Workshops } from '../services/workshops.ts'

const READS = new Set(['GET', 'HEAD'])

export interface RouteEntry {
  method: string
  /** As Fastify writes it, with `:params`. */
  url: string
  action: Action
  schema: FastifySchema
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route does, of the table in `domain/authorisation.ts`. Required: `guardRoutes` sees to it. */
    action: Action
    /** Its body is a stream that may take its time. */
    hasLongBody?: boolean
  }
  interface FastifyInstance {
    /** All that is served. */
    readonly routeTable: readonly RouteEntry[]
  }
  interface FastifyRequest {
    /** Set before the body is read. */
    caller: Caller
    /** Of the caller; throws NO_SESSION, which the route's action has ruled out where participants alone may. */
    readonly session: LiveSession
    /** That the path names. Only there where it names one, for a caller who may do the route's action in it. */
    readonly workshop: LiveWorkshop
  }
}

/**
 * From here on a route without an action cannot be registered, and none is reached, nor its body read, by somebody
 * who may not do what it does, or has done too much.
 */
export function guardRoutes(
  api: Pick<FastifyInstance, 'addHook' | 'decorate' | 'decorateRequest'>,
  {
    callers,
    limits,
    teaching: { workshops },
  }: { callers: Callers; limits: RateLimits; teaching: { workshops: Workshops } },
): void {
  const table: RouteEntry[] = []
  api.decorate('routeTable', table)
  api.addHook('onRoute', ({ method, url, config, schema }) => {
    const action = config?.action
    if (!isAction(action)) throw new Error(`${String(method)} ${url} names no action in its config.`)
    for (const name of [method].flat()) table.push({ method: name, url, action, schema: schema ?? {} })
  })
  api.decorateRequest('caller')
  api.decorateRequest('session', {
    getter() {
      return sessionOf(this.caller)
    },
  })
  api.decorateRequest('workshop', {
    getter() {
      const workshop = workshops.byId(workshopOf(this.params)!)
      if (!workshop) throw new LabError('WORKSHOP_NOT_FOUND')
      return workshop
    },
  })
  api.addHook('onRequest', async (request, reply) => {
    const caller = callers.of(request.raw)
    request.caller = caller
    limits.take('address.requests', caller.addressKey)
    if (caller.hasWrongToken) limits.take('address.wrong-secrets', caller.addressKey)
    if (request.is404) return
    const { action, hasLongBody = false } = request.routeOptions.config
    if (!hasLongBody) expectBodySoon(request.raw, reply.raw)
    const id = workshopOf(request.params)
    authorise(id === undefined ? caller : inWorkshop(caller, workshops, id), action)
    if (!caller.session) return
    const { id: sessionId } = caller.session.stored
    limits.take('session.requests', sessionId)
    if (!READS.has(request.method)) limits.take('session.commands', sessionId)
    const special = ACTION_LIMITS[action]
    if (special) limits.take(special, sessionId)
  })
}

/** The routes' own schemas see to its form, after this. */
function workshopOf(params: unknown): WorkshopId | undefined {
  return typeof params === 'object' && params !== null && 'workshop' in params
    ? (params.workshop as WorkshopId)
    : undefined
}
