import { readCookie } from '../../lib/cookies.ts'
import { sessionEndAnswerSchema, timelineSchema } from '../../protocol/timeline.ts'
import type { Api, ApiServices } from '../api.ts'

const config = { action: 'session.read-end' } as const

export function timelineRoutes(api: Api, { timelines, publicUrl }: ApiServices): void {
  const isSecure = publicUrl.protocol === 'https:'

  api.route({
    method: 'GET',
    url: '/api/session/timeline',
    schema: {
      summary: 'What happened in the session that the cookie names; for a day also after its end',
      response: { 200: timelineSchema },
    },
    config,
    handler: (request) => timelines.read(readCookie(request.raw, 'session', isSecure)),
  })

  api.route({
    method: 'GET',
    url: '/api/session/end',
    schema: {
      summary: 'How the session ended that the cookie opened, for a day',
      response: { 200: sessionEndAnswerSchema },
    },
    config,
    handler: async (request) => ({
      ended: await timelines.end(readCookie(request.raw, 'session', isSecure)),
    }),
  })
}
