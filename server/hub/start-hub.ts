import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import { Accounts } from './accounts.ts'
import { CatalogIndex } from './catalog-index.ts'
import { Collector } from './collector.ts'
import { startControlServer } from './control-server.ts'
import { EcrRepositories } from './ecr-repositories.ts'
import { createGateway } from './gateway.ts'
import { Housekeeping } from './housekeeping.ts'
import type { HubServices } from './hub-services.ts'
import { guardConnections } from './guard-connections.ts'
import { PullMeter } from './pull-meter.ts'
import { Quota } from './quota.ts'
import { RegistryProcess } from './registry-process.ts'
import { Storage } from './storage.ts'
import { Tokens } from './tokens.ts'
import { Uploads } from './uploads.ts'
import { Upstream } from './upstream.ts'

/** Where images/hub/Dockerfile and server/docker/setup/hub.ts put things. */
export interface HubPlaces {
  /** The registry's `rootdirectory`, on the Hub's volume. */
  registryDir: string
  stateDir: string
  packagesDir: string
  certificatePath: string
  keyPath: string
  registryBinary: string
  registryConfigPath: string
  /** Of the registry, on loopback. */
  registryPort: number
  controlSocketPath: string
  httpsPort: number
  httpPort: number
  /** What one session may store. */
  quotaBytes: number
}

export interface RunningHub extends AsyncDisposable {
  services: HubServices
  httpsPort: number
}

/** Builds the Hub and starts to serve. */
export async function startHub(places: HubPlaces, log: HubServices['log']): Promise<RunningHub> {
  await using owned = new AsyncDisposableStack()
  const now = () => Date.now()
  const storage = new Storage(places.registryDir)
  await storage.removeUploads()
  const catalog = await CatalogIndex.open(places.stateDir)
  const registry = owned.use(
    new RegistryProcess({
      binary: places.registryBinary,
      configPath: places.registryConfigPath,
      rootDir: places.registryDir,
      listenOn: `127.0.0.1:${places.registryPort}`,
      log,
    }),
  )
  const upstream = owned.use(new Upstream(places.registryPort))
  const accounts = new Accounts()
  const quota = new Quota({ storage, catalog, quotaBytes: places.quotaBytes })
  const services: HubServices = {
    accounts,
    catalog,
    tokens: new Tokens(),
    storage,
    quota,
    upstream,
    uploads: new Uploads({ upstream, storage, now, onCancelled: (account) => quota.forget(account) }),
    collector: new Collector({ storage, upstream, registry, now, log }),
    ecrRepositories: new EcrRepositories(places.stateDir),
    pullMeter: new PullMeter(now),
    pushes: new EventEmitter(),
    log,
  }
  registry.start()
  owned.use(new Housekeeping(services))
  const control = owned.adopt(await startControlServer(services, places.controlSocketPath), closeServer)
  const gateway = createGateway({ services, packagesDir: places.packagesDir })
  const [cert, key] = await Promise.all([readFile(places.certificatePath), readFile(places.keyPath)])
  const secure = owned.adopt(
    createServer({ cert, key }, (request, response) => void gateway(request, response)),
    closeServer,
  )
  // Only packages are fetched without TLS; whoever wants more is told nothing else than with it.
  const plain = owned.adopt(
    createPlainServer((request, response) => void gateway(request, response)),
    closeServer,
  )
  for (const server of [secure, plain]) guardConnections(server)
  secure.listen(places.httpsPort)
  plain.listen(places.httpPort)
  await Promise.all([once(secure, 'listening'), once(plain, 'listening')])
  const address = secure.address()
  const httpsPort = typeof address === 'object' && address ? address.port : places.httpsPort
  log.info({ httpsPort, catalogKey: catalog.key, control: control.listening }, 'the Hub serves')
  const running = owned.move()
  return { services, httpsPort, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

async function closeServer(server: ReturnType<typeof createPlainServer>): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close').catch(() => undefined)
}
