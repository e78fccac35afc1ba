import { z } from 'zod'
import {
  instructorIdSchema,
  instructorInvitationSchema,
  invitationIdSchema,
  pendingInvitationSchema,
} from '../../protocol/workshop.ts'
import type { Api, ApiServices } from '../api.ts'
import { noBody, ONE_WORKSHOP, workshopParams } from '../request-schemas.ts'
import { invitationUrl } from './account-routes.ts'

/** Who teaches a workshop: it is for who made it to say. */
export function teacherRoutes(api: Api, { teaching, publicUrl }: ApiServices): void {
  const { workshops, instructors } = teaching

  api.route({
    method: 'POST',
    url: `${ONE_WORKSHOP}/invitations`,
    schema: {
      summary: 'A link for a co-instructor; it works once',
      params: workshopParams,
      body: noBody,
      response: { 200: instructorInvitationSchema },
    },
    config: { action: 'workshop.invite' },
    async handler({ workshop, caller }) {
      const { key, expiresAt } = await instructors.invite(workshop.stored.id, caller.instructor)
      return { url: invitationUrl(publicUrl, key), expiresAt }
    },
  })

  api.route({
    method: 'GET',
    url: `${ONE_WORKSHOP}/invitations`,
    schema: {
      summary: 'Invitations of co-instructors that nobody has accepted yet',
      params: workshopParams,
      response: { 200: z.array(pendingInvitationSchema) },
    },
    config: { action: 'workshop.invite' },
    handler: ({ workshop }) => instructors.invitations(workshop.stored.id),
  })

  api.route({
    method: 'DELETE',
    url: `${ONE_WORKSHOP}/invitations/:invitation`,
    schema: {
      summary: 'Take an invitation back: its link opens nothing any more',
      params: workshopParams.extend({ invitation: invitationIdSchema }),
      response: { 204: z.null() },
    },
    config: { action: 'workshop.take-back-invitation' },
    async handler({ workshop, params: { invitation } }, reply) {
      await instructors.takeBack(workshop.stored.id, invitation)
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'DELETE',
    url: `${ONE_WORKSHOP}/teachers/:teacher`,
    schema: {
      summary: 'Remove a co-instructor: looks into terminals end, and open cockpits close',
      params: workshopParams.extend({ teacher: instructorIdSchema }),
      response: { 204: z.null() },
    },
    config: { action: 'workshop.remove-teacher' },
    async handler({ workshop, params: { teacher } }, reply) {
      await workshops.removeTeacher(workshop, teacher)
      return reply.code(204).send(null)
    },
  })
}
