import { z } from 'zod'
import { progressAnswerSchema } from '../../protocol/checks.ts'
import { LabError } from '../../protocol/errors.ts'
import { instanceNameSchema } from '../../protocol/ids.ts'
import { instanceViewSchema, sessionViewSchema } from '../../protocol/session.ts'
import type { Api, ApiServices } from '../api.ts'
import { noBody } from '../request-schemas.ts'
import type { SeatInWorkshop } from '../../services/seat-index.ts'
import { ENDED_READABLE_MS } from '../../services/timelines.ts'
import { writeCookie } from '../../lib/cookies.ts'

export function sessionRoutes(
  api: Api,
  { sessions, openings, pool, instances, progress, publicUrl, teaching, isDropInOpen }: ApiServices,
): void {
  const isSecure = publicUrl.protocol === 'https:'
  const openInSeat = (place: SeatInWorkshop) =>
    teaching.seatSessions.open(place, (hubMode) =>
      openings.openForSeat(place.seat.stored.id, () => pool.open(hubMode)),
    )

  api.route({
    method: 'POST',
    url: '/api/session',
    schema: {
      summary: 'Open a session, or find the one that the cookie names',
      body: noBody,
      response: { 200: sessionViewSchema, 201: sessionViewSchema },
    },
    config: { action: 'session.open' },
    async handler(request, reply) {
      const existing = request.caller.session
      if (existing) return reply.code(200).send(sessions.view(existing))
      const { addressKey, place, instructor } = request.caller
      // An instructor tries a lab, or shows it, without a seat.
      if (!place && !isDropInOpen && !instructor) throw new LabError('DROP_IN_CLOSED')
      const { session, token } = place
        ? await openInSeat(place)
        : await openings.open(addressKey, () => pool.open())
      // Another tab of the same seat was faster: the seat's cookie opens its session.
      if (token === undefined) return reply.code(200).send(sessions.view(session))
      // However often it is extended; and afterwards it still tells why the session ended.
      const maxAgeMs = session.stored.deadline - session.stored.createdAt + ENDED_READABLE_MS
      reply.header('set-cookie', writeCookie('session', token, { maxAgeMs, isSecure }))
      return reply.code(201).send(sessions.view(session))
    },
  })

  api.route({
    method: 'GET',
    url: '/api/session',
    schema: { summary: 'The session that the cookie names', response: { 200: sessionViewSchema } },
    config: { action: 'session.read' },
    handler: async ({ session }) => sessions.view(session),
  })

  api.route({
    method: 'GET',
    url: '/api/session/progress',
    schema: { summary: 'Every check that is done, and since when', response: { 200: progressAnswerSchema } },
    config: { action: 'progress.read' },
    async handler({ session: { stored } }) {
      return { username: stored.username, progress: await progress.history(stored.id) }
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/session',
    schema: { summary: 'End the session and remove its instances', response: { 204: z.null() } },
    config: { action: 'session.close' },
    async handler(request, reply) {
      // The cookie stays where it is: it opens nothing any more, and taking it away could hit its successor.
      await sessions.close(request.session, 'participant')
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
    config: { action: 'instance.create' },
    async handler(request, reply) {
      // One that was prepared is there already.
      if (!request.session.reserve) await instances.requireEngine()
      const { name } = instances.create(request.session)
      return reply.code(201).send(sessions.viewInstance(request.session, name))
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
    config: { action: 'instance.remove' },
    async handler(request, reply) {
      await instances.remove(request.session, request.params.name)
      return reply.code(204).send(null)
    },
  })
}
