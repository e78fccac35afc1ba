import { z } from 'zod'
import {
  passkeyAdditionSchema,
  passkeyCreationSchema,
  passkeyIdSchema,
  passkeyRequestSchema,
  usedPasskeySchema,
} from '../../protocol/passkey.ts'
import { passkeyAccountSchema, passkeyInvitationSchema, teacherViewSchema } from '../../protocol/workshop.ts'
import type { Api, ApiServices } from '../api.ts'
import { noBody } from '../request-schemas.ts'
import { instructorOf, signedIn } from '../signed-in.ts'

/** Instructors' passkeys. Each takes two requests: a challenge, and what the authenticator makes of it. */
export function passkeyRoutes(api: Api, services: ApiServices): void {
  const { limits } = services
  const { passkeys, workshops } = services.teaching
  const { cookie, tokenOf, view } = signedIn(services)

  api.route({
    method: 'POST',
    url: '/api/teach/passkey-sign-in/challenge',
    schema: {
      summary: 'What an authenticator has to sign, to sign its owner in',
      body: noBody,
      response: { 200: passkeyRequestSchema },
    },
    config: { action: 'passkey.ask' },
    async handler(request) {
      limits.take('address.sign-ins', request.caller.addressKey)
      return passkeys.askToSignIn()
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/passkey-sign-in',
    schema: {
      summary: 'Sign in with a passkey',
      body: usedPasskeySchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'instructor.enter' },
    async handler(request, reply) {
      limits.take('address.sign-ins', request.caller.addressKey)
      const { instructor, token } = await passkeys.signIn(request.body)
      reply.header('set-cookie', cookie(token))
      return view(instructor)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/passkey-accept/challenge',
    schema: {
      summary: 'How to make a passkey that accepts an invitation',
      body: passkeyInvitationSchema,
      response: { 200: passkeyCreationSchema },
    },
    config: { action: 'passkey.ask' },
    async handler(request) {
      limits.take('address.sign-ins', request.caller.addressKey)
      return passkeys.askToAccept(request.body)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/passkey-accept',
    schema: {
      summary: 'Become an instructor by an invitation, with a passkey instead of a password',
      body: passkeyAccountSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'instructor.enter' },
    async handler(request, reply) {
      limits.take('address.sign-ins', request.caller.addressKey)
      const { instructor, token, workshopId } = await passkeys.accept(request.body)
      if (workshopId) await workshops.addTeacher(workshopId, instructor.id)
      reply.header('set-cookie', cookie(token))
      return view(instructor)
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/passkeys/challenge',
    schema: {
      summary: 'How to make another passkey for the own account',
      body: noBody,
      response: { 200: passkeyCreationSchema },
    },
    config: { action: 'passkey.prepare' },
    async handler(request) {
      limits.take('address.sign-ins', request.caller.addressKey)
      return passkeys.askToAdd(instructorOf(request))
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/passkeys',
    schema: {
      summary: 'Add a passkey to the own account',
      body: passkeyAdditionSchema,
      response: { 200: teacherViewSchema },
    },
    config: { action: 'account.change' },
    async handler(request) {
      limits.take('address.sign-ins', request.caller.addressKey)
      const instructor = instructorOf(request)
      await passkeys.add(instructor, request.body)
      return view(instructor)
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/teach/passkeys/:passkey',
    schema: {
      summary: 'Remove a passkey; all other sign-ins of the account end',
      params: z.object({ passkey: passkeyIdSchema }),
      response: { 200: teacherViewSchema },
    },
    config: { action: 'account.change' },
    async handler(request) {
      const instructor = instructorOf(request)
      await passkeys.remove(instructor, request.params.passkey, tokenOf(request))
      return view(instructor)
    },
  })
}
