import type { ServerResponse } from 'node:http'
import type { HubServices } from './hub-services.ts'
import { readRepository } from './pages-data.ts'
import { RegistryError } from './registry-errors.ts'
import { sendJson } from './send.ts'

const REPOSITORY =
  /^\/v2\/(?:repositories|namespaces)\/([a-z0-9._-]+)\/(?:repositories\/)?([a-z0-9._-]+?)(\/tags)?\/?$/
const PAGE = /^\/(?:_|r)\//

/**
 * hub.docker.com, as far as scripts use it: a repository and its tags as JSON, in the original's form
 * (https://docs.docker.com/reference/api/hub/latest/). Its pages are Drydock's own, beside the lab.
 */
export async function answerHubWeb(
  services: Pick<HubServices, 'storage' | 'catalog' | 'accounts'>,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const [, namespace, repository, tagsPath] = REPOSITORY.exec(path) ?? []
  if (!namespace || !repository) {
    if (path !== '/' && !PAGE.test(path)) throw new RegistryError('NOT_FOUND')
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    return void response.end("This is the lab's Hub. Its pages are in the lab: follow the link Hub there.\n")
  }
  const name = `${namespace}/${repository}`
  const found = await readRepository(services, { host: 'docker.io', name, username: undefined })
  if (!found) throw new RegistryError('NAME_UNKNOWN', { detail: { name } })
  if (!tagsPath) {
    const { description, stars, pushedAt } = found
    return sendJson(response, 200, {
      namespace,
      name: repository,
      description,
      star_count: stars,
      is_private: false,
      last_updated: new Date(pushedAt).toISOString(),
    })
  }
  const results = found.tags.map(({ name: tag, digest, platforms, pushedAt }) => ({
    name: tag,
    digest,
    full_size: platforms[0]?.compressedBytes ?? 0,
    last_updated: new Date(pushedAt).toISOString(),
    images: platforms.map(({ platform, digest: imageDigest, compressedBytes }) => {
      const [os, architecture, variant] = platform.split('/')
      return { os, architecture, variant: variant ?? null, digest: imageDigest, size: compressedBytes }
    }),
  }))
  sendJson(response, 200, { count: found.tagCount, next: null, previous: null, results })
}
