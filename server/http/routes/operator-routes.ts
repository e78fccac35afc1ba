import { z } from 'zod'
import { auditAnswerSchema, MAX_AUDIT_ENTRIES } from '../../protocol/audit.ts'
import { drainAnswerSchema, drainSchema } from '../../protocol/drain.ts'
import type { Api, ApiServices } from '../api.ts'

/** For whoever runs the lab: the token is in `operator-token` of the data directory. */
export function operatorRoutes(api: Api, { metrics, audit, drain, sessions }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/metrics',
    schema: { summary: 'Metrics for Prometheus, as text', response: { 200: z.string() } },
    config: { action: 'metrics.read' },
    async handler(_request, reply) {
      const { registry } = metrics
      // Not JSON, so the serialiser of schemas has no part in it.
      return reply
        .type(registry.contentType)
        .serializer(String)
        .send(await registry.metrics())
    },
  })

  api.route({
    method: 'GET',
    url: '/api/operator/audit',
    schema: {
      summary: 'Acts of instructors and operators, the newest first',
      querystring: z.strictObject({
        before: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(MAX_AUDIT_ENTRIES).default(MAX_AUDIT_ENTRIES),
      }),
      response: { 200: auditAnswerSchema },
    },
    config: { action: 'audit.read' },
    handler: async ({ query }) => ({ entries: await audit.read(query) }),
  })

  api.route({
    method: 'POST',
    url: '/api/operator/drain',
    schema: {
      summary: 'Let nobody new in, or let people in again; what there is goes on',
      body: drainSchema,
      response: { 200: drainAnswerSchema },
    },
    config: { action: 'lab.drain' },
    async handler({ body }) {
      await drain.set(body.isDraining)
      return { isDraining: drain.isDraining, sessions: sessions.all().length }
    },
  })
}
