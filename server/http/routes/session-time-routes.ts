import { z } from 'zod'
import { lastScreensSchema } from '../../protocol/last-screens.ts'
import { sessionViewSchema } from '../../protocol/session.ts'
import type { Api, ApiServices } from '../api.ts'

/** How long a session lasts, and what is left of it after. */
export function sessionTimeRoutes(api: Api, { sessions, lastScreens, extensionMs }: ApiServices): void {
  api.route({
    method: 'POST',
    url: '/api/session/extend',
    schema: {
      summary: 'Give the session more time; 409 EXTENSION_LIMIT when it has all that it may have',
      body: z.strictObject({}).optional(),
      response: { 200: sessionViewSchema },
    },
    config: { action: 'session.extend' },
    async handler({ session }) {
      await sessions.extend(session, extensionMs)
      return sessions.view(session)
    },
  })

  api.route({
    method: 'GET',
    url: '/api/session/last-screens',
    schema: {
      summary:
        'What the terminals showed when the last session of the cookie, or of the seat, ended, for an hour',
      response: { 200: lastScreensSchema },
    },
    config: { action: 'session.read-end' },
    handler: ({ caller }) => lastScreens.read(caller.sessionKey),
  })
}
