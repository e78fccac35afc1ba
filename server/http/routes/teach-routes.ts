import { z } from 'zod'
import { equalSecrets } from '../../lib/random.ts'
import { LabError } from '../../protocol/errors.ts'
import { rosterEntrySchema } from '../../protocol/roster.ts'
import type { Api, ApiServices } from '../api.ts'
import { writeCookie } from '../../lib/cookies.ts'

/** An instructor stays signed in for a working week. */
const SIGNED_IN_MS = 7 * 24 * 3_600_000

export function teachRoutes(api: Api, { limits, roster, instructorToken, publicUrl }: ApiServices): void {
  const isSecure = publicUrl.protocol === 'https:'

  api.route({
    method: 'GET',
    url: '/api/teach/enter',
    schema: {
      summary: 'Sign in with the instructor’s link',
      querystring: z.object({ key: z.string().max(200) }),
    },
    config: { action: 'instructor.enter' },
    async handler(request, reply) {
      if (!equalSecrets(request.query.key, instructorToken)) {
        limits.take('address.wrong-secrets', request.caller.addressKey)
        throw new LabError('NOT_INSTRUCTOR')
      }
      const options = { maxAgeMs: SIGNED_IN_MS, isSecure }
      reply.header('set-cookie', writeCookie('instructor', instructorToken, options))
      return reply.redirect('/teach')
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
