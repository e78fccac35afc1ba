import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Logger } from '../lib/logger.ts'
import { RegistryProcess } from './registry-process.ts'
import { sendJson } from './send.ts'
import { discard, Upstream } from './upstream.ts'

export interface MirrorPlaces {
  cacheDir: string
  registryBinary: string
  registryConfigPath: string
  port: number
  controlSocketPath: string
}

/** The registry that is mirrored. Its credentials are here only: instances ask this mirror without any. */
export interface MirrorUpstream {
  url: string
  username?: string | undefined
  password?: string | undefined
}

/**
 * The Hub in live mode: the same real registry as a pull-through cache, which all instances share.
 * https://distribution.github.io/distribution/recipes/mirror/
 */
export async function startMirror(
  places: MirrorPlaces,
  { url, username = '', password = '' }: MirrorUpstream,
  log: Logger,
): Promise<AsyncDisposable> {
  await using owned = new AsyncDisposableStack()
  const registry = owned.use(
    new RegistryProcess({
      binary: places.registryBinary,
      configPath: places.registryConfigPath,
      rootDir: places.cacheDir,
      listenOn: `:${places.port}`,
      variables: {
        REGISTRY_PROXY_REMOTEURL: url,
        ...(username && { REGISTRY_PROXY_USERNAME: username, REGISTRY_PROXY_PASSWORD: password }),
      },
      log,
    }),
  )
  registry.start()
  const upstream = owned.use(new Upstream(places.port))
  // Set-up waits until it answers; there is nothing else to be told.
  const control = createServer((_request, response) => {
    upstream.send({ method: 'GET', path: '/v2/' }).then(
      (answer) => {
        discard(answer)
        sendJson(response, 200, { catalogKey: '', accounts: 0 })
      },
      () => sendJson(response, 503, {}),
    )
  })
  owned.defer(() => void control.close())
  await rm(places.controlSocketPath, { force: true })
  control.listen(places.controlSocketPath)
  await once(control, 'listening')
  await chmod(places.controlSocketPath, 0o660)
  log.info({ upstream: url, withCredentials: username !== '' }, 'the mirror serves')
  return owned.move()
}
