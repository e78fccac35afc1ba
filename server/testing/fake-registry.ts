import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The part of a registry that a push needs, in memory; refuses what a real one refuses. */
export async function startFakeRegistry() {
  const blobs = new Set<string>()
  const manifests = new Map<string, string>()
  const calls: string[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://registry')
    calls.push(`${request.method} ${url.pathname}`)
    const [, repository = '', kind, reference = ''] =
      /^\/v2\/(.+)\/(blobs|manifests|uploads)\/(.*)$/.exec(
        url.pathname.replace('/blobs/uploads', '/uploads'),
      ) ?? []
    const digest = await digestOf(request)
    if (request.method === 'HEAD') {
      const found =
        kind === 'blobs'
          ? blobs.has(`${repository}@${reference}`) && reference
          : manifests.get(`${repository}:${reference}`)
      response.writeHead(found ? 200 : 404, found ? { 'docker-content-digest': found } : {})
    } else if (request.method === 'POST') {
      const mount = url.searchParams.get('mount')
      const isThere = blobs.has(`${url.searchParams.get('from')}@${mount}`)
      if (isThere) blobs.add(`${repository}@${mount}`)
      response.writeHead(isThere ? 201 : 202, { location: `/v2/${repository}/blobs/uploads/1?_state=x` })
    } else if (kind === 'uploads') {
      const isRight = digest === url.searchParams.get('digest')
      if (isRight) blobs.add(`${repository}@${digest}`)
      response.writeHead(isRight ? 201 : 400)
    } else {
      manifests.set(`${repository}:${reference}`, digest)
      response.writeHead(201)
    }
    response.end()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    manifests,
    blobs,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function digestOf(request: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of request) hash.update(chunk as Buffer)
  return `sha256:${hash.digest('hex')}`
}
