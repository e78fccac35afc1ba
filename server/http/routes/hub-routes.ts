import { z } from 'zod'
import { hubRepositorySchema, hubSearchAnswerSchema } from '../../protocol/hub.ts'
import type { Api, ApiServices } from '../api.ts'

/** Longer than any name or phrase that somebody looks for. */
const MAX_QUERY_LENGTH = 100
/** Of a repository; the longest host comes in front of it. */
const MAX_NAME_LENGTH = 200

const config = { action: 'hub.read' } as const

export function hubRoutes(api: Api, { hubPages }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/api/hub/repositories',
    schema: {
      summary: 'What the Hub serves, and what the session has pushed',
      querystring: z.object({ q: z.string().max(MAX_QUERY_LENGTH).default('') }),
      response: { 200: hubSearchAnswerSchema },
    },
    config,
    handler: ({ query, caller }) => hubPages.search(query.q, caller.session),
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
    handler: ({ params, caller }) =>
      hubPages.repository({ host: params.host, name: params['*'] }, caller.session),
  })
}
