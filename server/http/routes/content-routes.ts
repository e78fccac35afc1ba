import type { Api, ApiServices } from '../api.ts'

/** For authors (`npm run dev`): tells open pages that a lab has changed. */
export function contentRoutes(api: Api, { contentChanges }: ApiServices): void {
  if (!contentChanges) return
  api.route({
    method: 'GET',
    url: '/api/dev/content',
    schema: { hide: true },
    config: { action: 'content.follow' },
    handler(request, reply) {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      raw.write(': open\n\n')
      const listening = contentChanges.onChange(() => raw.write('event: changed\ndata:\n\n'))
      request.raw.once('close', () => listening[Symbol.dispose]())
    },
  })
}
