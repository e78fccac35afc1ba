import { z } from 'zod'
import { instanceNameSchema, terminalNumberSchema } from '../../protocol/ids.ts'
import { openedTerminalSchema, terminalNameSchema } from '../../protocol/session.ts'
import type { Api, ApiServices } from '../api.ts'

const terminalParams = z.object({
  instance: instanceNameSchema,
  terminal: z.coerce.number().pipe(terminalNumberSchema),
})

/** Terminals beside an instance's first. Their bytes go over the WebSocket. */
export function terminalRoutes(api: Api, { terminalList }: ApiServices): void {
  api.route({
    method: 'POST',
    url: '/api/session/instances/:instance/terminals',
    schema: {
      summary: 'Open one more terminal',
      params: terminalParams.pick({ instance: true }),
      body: z.strictObject({}).optional(),
      response: { 201: openedTerminalSchema },
    },
    config: { action: 'terminal.open' },
    async handler(request, reply) {
      const number = await terminalList.open(request.session, request.params.instance)
      return reply.code(201).send({ number })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/api/session/instances/:instance/terminals/:terminal',
    schema: {
      summary: 'Name a terminal',
      params: terminalParams,
      body: z.strictObject({ name: terminalNameSchema }),
      response: { 204: z.null() },
    },
    config: { action: 'terminal.rename' },
    async handler(request, reply) {
      await terminalList.rename(request.session, request.params, request.body.name)
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'DELETE',
    url: '/api/session/instances/:instance/terminals/:terminal',
    schema: {
      summary: 'Close a terminal; 409 TERMINAL_BUSY while a command runs in it, unless forced',
      params: terminalParams,
      querystring: z.strictObject({ force: z.enum(['true', 'false']).optional() }),
      response: { 204: z.null() },
    },
    config: { action: 'terminal.close' },
    async handler(request, reply) {
      const isForced = request.query.force === 'true'
      await terminalList.close(request.session, request.params, { isForced })
      return reply.code(204).send(null)
    },
  })
}
