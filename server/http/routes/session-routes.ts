import { z } from 'zod'
import { progressAnswerSchema } from '../../protocol/checks.ts'
import { instanceNameSchema } from '../../protocol/ids.ts'
import { instanceViewSchema, sessionViewSchema } from '../../protocol/session.ts'
import type { Api, ApiServices } from '../api.ts'
import { readCookie, writeCookie } from '../../lib/cookies.ts'

/** A class behind one address opens its sessions within a minute; a script is held back. */
const OPENS_PER_MINUTE = 150

const noBody = z.strictObject({}).optional()

export function sessionRoutes(api: Api, { sessions, instances, progress, publicUrl }: ApiServices): void {
  const isSecure = publicUrl.protocol === 'https:'

  api.route({
    method: 'POST',
    url: '/api/session',
    schema: {
      summary: 'Open a session, or find the one that the cookie names',
      body: noBody,
      response: { 200: sessionViewSchema, 201: sessionViewSchema },
    },
    config: { rateLimit: { max: OPENS_PER_MINUTE, timeWindow: '1 minute' } },
    async handler(request, reply) {
      const existing = sessions.byToken(readCookie(request.raw, 'session', isSecure))
      if (existing) return reply.code(200).send(sessions.view(existing))
      const { session, token } = await sessions.open()
      const maxAgeMs = session.stored.expiresAt - session.stored.createdAt
      reply.header('set-cookie', writeCookie('session', token, { maxAgeMs, isSecure }))
      return reply.code(201).send(sessions.view(session))
    },
  })

  api.route({
    method: 'GET',
    url: '/api/session',
    schema: { summary: 'The session that the cookie names', response: { 200: sessionViewSchema } },
    handler: async (request) =>
      sessions.view(sessions.requireByToken(readCookie(request.raw, 'session', isSecure))),
  })

  api.route({
    method: 'GET',
    url: '/api/session/progress',
    schema: { summary: 'Every check that is done, and since when', response: { 200: progressAnswerSchema } },
    async handler(request) {
      const { stored } = sessions.requireByToken(readCookie(request.raw, 'session', isSecure))
      return { username: stored.username, progress: await progress.history(stored.id) }
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/session',
    schema: { summary: 'End the session and remove its instances', response: { 204: z.null() } },
    async handler(request, reply) {
      const session = sessions.requireByToken(readCookie(request.raw, 'session', isSecure))
      // The cookie stays where it is: it opens nothing any more, and taking it away could hit its successor.
      await sessions.close(session, 'You closed it.')
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/session/instances',
    schema: {
      summary: 'Start an instance; the session tells how it goes',
      body: noBody,
      response: { 201: instanceViewSchema },
    },
    async handler(request, reply) {
      const session = sessions.requireByToken(readCookie(request.raw, 'session', isSecure))
      await instances.requireEngine()
      const { name } = instances.create(session)
      return reply.code(201).send({ name, status: 'starting', phase: 'creating' })
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/session/instances/:name',
    schema: {
      summary: 'Remove an instance',
      params: z.object({ name: instanceNameSchema }),
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const session = sessions.requireByToken(readCookie(request.raw, 'session', isSecure))
      await instances.remove(session, request.params.name)
      return reply.code(204).send(null)
    },
  })
}
