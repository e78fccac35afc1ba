import type { FastifyInstance } from 'fastify'
import { isAction, type Action } from '../domain/authorisation.ts'
import { authorise, sessionOf, type Caller, type Callers } from '../services/callers.ts'
import type { LiveSession } from '../services/live-session.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route does, of the table in `domain/authorisation.ts`. Required: `guardRoutes` sees to it. */
    action: Action
  }
  interface FastifyRequest {
    /** Set before the body is read. */
    caller: Caller
    /** Of the caller; throws NO_SESSION, which the route's action has ruled out where participants alone may. */
    readonly session: LiveSession
  }
}

/**
 * From here on a route without an action cannot be registered, and none is reached, nor its body read, by somebody
 * who may not do what it does.
 */
export function guardRoutes(
  api: Pick<FastifyInstance, 'addHook' | 'decorateRequest'>,
  callers: Callers,
): void {
  api.addHook('onRoute', ({ method, url, config }) => {
    if (!isAction(config?.action)) throw new Error(`${String(method)} ${url} names no action in its config.`)
  })
  api.decorateRequest('caller')
  api.decorateRequest('session', {
    getter() {
      return sessionOf(this.caller)
    },
  })
  api.addHook('onRequest', async (request) => {
    if (request.is404) return
    request.caller = callers.of(request.raw)
    authorise(request.caller, request.routeOptions.config.action)
  })
}
