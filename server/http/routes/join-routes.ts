import { z } from 'zod'
import { clearCookie } from '../../lib/cookies.ts'
import type { StoredSeat } from '../../ports/workshop-store.ts'
import { classViewSchema, handAnswerSchema, handRequestSchema } from '../../protocol/class.ts'
import { LabError } from '../../protocol/errors.ts'
import {
  invitationViewSchema,
  joinCodeSchema,
  joinedSchema,
  joinRequestSchema,
} from '../../protocol/workshop.ts'
import type { SeatInWorkshop } from '../../services/seat-index.ts'
import type { Api, ApiServices } from '../api.ts'
import { labPath, seatCookies } from '../seat-cookie.ts'

const lookupSchema = z.strictObject({ code: joinCodeSchema })

/** Into a workshop, and out of it, for participants. */
export function joinRoutes(api: Api, services: ApiServices): void {
  const { teaching, limits, publicUrl, clock } = services
  const { workshops, classPart, classViews, instructors, personalUrl } = teaching
  const isSecure = publicUrl.protocol === 'https:'
  const seatCookie = seatCookies(services)
  const viewOf = (place: SeatInWorkshop, seatToken: string) => ({
    ...classViews.view(place),
    personalUrl: personalUrl(seatToken),
  })
  const find = (code: string, addressKey: string) => {
    try {
      return workshops.byCode(code)
    } catch (error) {
      if (error instanceof LabError && error.code === 'WRONG_CODE')
        limits.take('address.wrong-codes', addressKey)
      throw error
    }
  }

  api.route({
    method: 'POST',
    url: '/api/join/lookup',
    schema: { summary: 'What a code leads to', body: lookupSchema, response: { 200: invitationViewSchema } },
    config: { action: 'class.join' },
    async handler({ body, caller }) {
      const workshop = find(body.code, caller.addressKey)
      const { plan, teachers } = workshop.stored
      return {
        title: plan.title,
        teachers: teachers.map(({ instructorId }) => instructors.nameOf(instructorId)),
        lab: plan.lab,
        hub: plan.hub,
        phase: workshop.phase(clock.now()),
        startsAt: plan.startsAt,
        endsAt: plan.endsAt,
        freeSeats: plan.seats - workshop.seatedCount,
        waiting: workshop.waitingCount,
      }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/join',
    schema: {
      summary: 'Take a seat in a workshop',
      body: joinRequestSchema,
      response: { 200: joinedSchema },
    },
    config: { action: 'class.join' },
    async handler({ body, caller }, reply) {
      const workshop = find(body.code, caller.addressKey)
      const { plan } = workshop.stored
      const answer = (seat: StoredSeat, token: string) => {
        const position = workshop.waitingPosition(seat.id)
        return {
          name: seat.name,
          status: position === null ? ('seated' as const) : ('waiting' as const),
          position,
          personalUrl: personalUrl(token),
          path: labPath(plan),
        }
      }
      // The same browser again: a second seat would be nobody's.
      if (caller.place?.workshop === workshop && caller.seatToken !== undefined)
        return answer(caller.place.seat.stored, caller.seatToken)
      limits.take('address.joins', caller.addressKey)
      const { seat, token } = await workshops.join(workshop, body.name)
      reply.header('set-cookie', seatCookie(token, plan))
      return answer(seat.stored, token)
    },
  })

  api.route({
    method: 'GET',
    url: '/api/class',
    schema: {
      summary: 'The workshop that the seat’s cookie names; null: none',
      response: { 200: z.object({ class: classViewSchema.nullable() }) },
    },
    // For all: that there is none is the usual answer, and no error.
    config: { action: 'class.look' },
    async handler({ caller: { place, seatToken } }) {
      return { class: place && seatToken !== undefined ? viewOf(place, seatToken) : null }
    },
  })

  api.route({
    method: 'PUT',
    url: '/api/class/hand',
    schema: {
      summary: 'Raise a hand, or put it down; also without a session, and in the waiting list',
      body: handRequestSchema,
      response: { 200: handAnswerSchema },
    },
    config: { action: 'class.ask-help' },
    async handler({ body, caller: { place, seatToken } }) {
      if (!place || seatToken === undefined) throw new LabError('NO_SEAT')
      limits.take('seat.hands', place.seat.stored.id)
      classPart.raiseHand(place, body.isRaised)
      return { class: viewOf(place, seatToken) }
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/class',
    schema: { summary: 'Leave the workshop; the session ends', response: { 204: z.null() } },
    config: { action: 'class.leave' },
    async handler({ caller }, reply) {
      if (caller.place) await workshops.leave(caller.place, 'participant')
      reply.header('set-cookie', clearCookie('seat', { isSecure }))
      return reply.code(204).send(null)
    },
  })
}
