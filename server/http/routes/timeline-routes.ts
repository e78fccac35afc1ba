import { sessionEndAnswerSchema, timelineSchema } from '../../protocol/timeline.ts'
import type { Api, ApiServices } from '../api.ts'

const config = { action: 'session.read-end' } as const

export function timelineRoutes(api: Api, { timelines }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/api/session/timeline',
    schema: {
      summary: 'What happened in the session of the cookie, or of the seat; for a day also after its end',
      response: { 200: timelineSchema },
    },
    config,
    handler: ({ caller }) => timelines.read(caller.sessionKey),
  })

  api.route({
    method: 'GET',
    url: '/api/session/end',
    schema: {
      summary: 'How the last session of the cookie, or of the seat, ended, for a day',
      response: { 200: sessionEndAnswerSchema },
    },
    config,
    handler: async ({ caller }) => ({ ended: await timelines.end(caller.sessionKey) }),
  })
}
