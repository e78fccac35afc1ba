import { z } from 'zod'
import { readCookie } from '../../lib/cookies.ts'
import { lastScreensSchema } from '../../protocol/last-screens.ts'
import { sessionViewSchema } from '../../protocol/session.ts'
import type { Api, ApiServices } from '../api.ts'

/** How long a session lasts, and what is left of it after. */
export function sessionTimeRoutes(
  api: Api,
  { sessions, lastScreens, extensionMs, publicUrl }: ApiServices,
): void {
  const isSecure = publicUrl.protocol === 'https:'

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
      summary: 'What the terminals showed when the session ended that the cookie opened, for an hour',
      response: { 200: lastScreensSchema },
    },
    config: { action: 'session.read-end' },
    handler: (request) => lastScreens.read(readCookie(request.raw, 'session', isSecure)),
  })
}
