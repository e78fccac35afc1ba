import { z } from 'zod'
import { readCookie } from '../../lib/cookies.ts'
import { hubRepositorySchema, hubSearchAnswerSchema } from '../../protocol/hub.ts'
import type { Api, ApiServices } from '../api.ts'

/** Longer than any name or phrase that somebody looks for. */
const MAX_QUERY_LENGTH = 100
/** Of a repository; the longest host comes in front of it. */
const MAX_NAME_LENGTH = 200
/** A page asks again with each push and while somebody types. */
const READS_PER_MINUTE = 300

const config = { rateLimit: { max: READS_PER_MINUTE, timeWindow: '1 minute' } }

export function hubRoutes(api: Api, { sessions, hubPages, publicUrl }: ApiServices): void {
  const isSecure = publicUrl.protocol === 'https:'

  api.route({
    method: 'GET',
    url: '/api/hub/repositories',
    schema: {
      summary: 'What the Hub serves, and what the session has pushed',
      querystring: z.object({ q: z.string().max(MAX_QUERY_LENGTH).default('') }),
      response: { 200: hubSearchAnswerSchema },
    },
    config,
    handler: (request) =>
      hubPages.search(request.query.q, sessions.byToken(readCookie(request.raw, 'session', isSecure))),
  })

  api.route({
    method: 'GET',
    url: '/api/hub/repositories/:host/*',
    schema: {
      summary: 'A repository and its tags',
      params: z.object({ host: z.string(), '*': z.string().min(1).max(MAX_NAME_LENGTH) }),
      response: { 200: hubRepositorySchema },
    },
    config,
    handler: ({ params, raw }) =>
      hubPages.repository(
        { host: params.host, name: params['*'] },
        sessions.byToken(readCookie(raw, 'session', isSecure)),
      ),
  })
}
