import { z } from 'zod'
import { clearCookie } from '../../lib/cookies.ts'
import { equalSecrets } from '../../lib/random.ts'
import { LabError } from '../../protocol/errors.ts'
import { rosterEntrySchema } from '../../protocol/roster.ts'
import {
  accountChangeSchema,
  enterTeachSchema,
  instructorInvitationSchema,
  invitationIdSchema,
  newAccountSchema,
  pendingInvitationSchema,
  signInSchema,
  teacherViewSchema,
} from '../../protocol/workshop.ts'
import type { Api, ApiServices } from '../api.ts'
import { noBody } from '../request-schemas.ts'
import { instructorOf, signedIn } from '../signed-in.ts'

/** Instructors: who they are, and what they see of all sessions. */
export function accountRoutes(api: Api, services: ApiServices): void {
  const { limits, roster, instructorToken, publicUrl } = services
  const { instructors, workshops } = services.teaching
  const isSecure = publicUrl.protocol === 'https:'
  const { cookie, tokenOf, view } = signedIn(services)

  api.route({
    method: 'POST',
    url: '/api/teach/enter',
    schema: {
      summary: 'Sign in with the instructor’s link',
      body: enterTeachSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'instructor.enter' },
    async handler({ body: { key, isReplacing }, caller }, reply) {
      if (!equalSecrets(key, instructorToken)) {
        limits.take('address.wrong-secrets', caller.addressKey)
        throw new LabError('NOT_INSTRUCTOR')
      }
      const { instructor } = caller
      if (instructor && !instructors.isHost(instructor) && !isReplacing) {
        throw new LabError('SIGNED_IN_ALREADY', { detail: `You are signed in as ${instructor.name}.` })
      }
      reply.header('set-cookie', cookie(instructorToken))
      return view(instructors.host)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/sign-in',
    schema: {
      summary: 'Sign in with name and password',
      body: signInSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'instructor.enter' },
    async handler(request, reply) {
      limits.take('address.sign-ins', request.caller.addressKey)
      const { name, password } = request.body
      const { instructor, token } = await instructors.signIn(name, password)
      reply.header('set-cookie', cookie(token))
      return view(instructor)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/accept',
    schema: {
      summary: 'Become an instructor by an invitation',
      body: newAccountSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'instructor.enter' },
    async handler(request, reply) {
      limits.take('address.sign-ins', request.caller.addressKey)
      const { key, ...account } = request.body
      const { instructor, token, workshopId } = await instructors.accept(key, account)
      if (workshopId) await workshops.addTeacher(workshopId, instructor.id)
      reply.header('set-cookie', cookie(token))
      return view(instructor)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/accept-signed-in',
    schema: {
      summary: 'Become a co-instructor by an invitation, with the account that one has',
      body: newAccountSchema.pick({ key: true }),
      response: { 200: teacherViewSchema },
    },
    config: { action: 'account.change' },
    async handler(request) {
      const instructor = instructorOf(request)
      const workshopId = await instructors.acceptSignedIn(
        request.body.key,
        (id) => workshops.byId(id)?.roleOf(instructor.id) !== undefined,
      )
      await workshops.addTeacher(workshopId, instructor.id)
      return view(instructor)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/sign-out',
    schema: { summary: 'Sign out', body: noBody, response: { 204: z.null() } },
    config: { action: 'instructor.leave' },
    async handler(request, reply) {
      await instructors.signOut(tokenOf(request))
      reply.header('set-cookie', clearCookie('instructor', { isSecure }))
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'GET',
    url: '/api/teach/me',
    schema: { summary: 'The instructor who is signed in', response: { 200: teacherViewSchema } },
    config: { action: 'account.read' },
    handler: async (request) => view(instructorOf(request)),
  })

  api.route({
    method: 'PUT',
    url: '/api/teach/me',
    schema: {
      summary: 'Change the own name, or name and password; a new password ends all other sign-ins',
      body: accountChangeSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'account.change' },
    handler: async (request) =>
      view(await instructors.change(instructorOf(request), request.body, tokenOf(request))),
  })

  api.route({
    method: 'POST',
    url: '/api/teach/invitations',
    schema: {
      summary: 'A link for another instructor; it works once',
      body: noBody,
      response: { 200: instructorInvitationSchema },
    },
    config: { action: 'instructor.invite' },
    async handler({ caller }) {
      const { key, expiresAt } = await instructors.invite(null, caller.instructor)
      return { url: invitationUrl(publicUrl, key), expiresAt }
    },
  })

  api.route({
    method: 'GET',
    url: '/api/teach/invitations',
    schema: {
      summary: 'Invitations of instructors, to no workshop, that nobody has accepted yet',
      response: { 200: z.array(pendingInvitationSchema) },
    },
    config: { action: 'instructor.invite' },
    handler: () => instructors.invitations(null),
  })

  api.route({
    method: 'DELETE',
    url: '/api/teach/invitations/:invitation',
    schema: {
      summary: 'Take an invitation of an instructor back: its link opens nothing any more',
      params: z.object({ invitation: invitationIdSchema }),
      response: { 204: z.null() },
    },
    config: { action: 'instructor.take-back-invitation' },
    async handler({ params: { invitation } }, reply) {
      await instructors.takeBack(null, invitation)
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'GET',
    url: '/api/teach/sessions',
    schema: {
      summary: 'All open sessions, for the instructor',
      response: { 200: z.array(rosterEntrySchema) },
    },
    config: { action: 'roster.read' },
    handler: () => roster(),
  })
}

/** After the `#`: it is sent to no server and written into no log. */
export function invitationUrl(publicUrl: URL, key: string): string {
  return new URL(`/teach/accept#${key}`, publicUrl).href
}
