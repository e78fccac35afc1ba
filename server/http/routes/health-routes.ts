import { healthSchema } from '../../protocol/health.ts'
import type { Api, ApiServices } from '../api.ts'

export function healthRoutes(api: Api, { health }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/api/health',
    schema: {
      summary: 'Whether sessions can be opened, and how well they are isolated',
      response: { 200: healthSchema },
    },
    config: { action: 'health.read' },
    handler: () => health(),
  })
}
