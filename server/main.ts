import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { connectLabEngine } from './docker/lab-engine.ts'
import type { SetupResult } from './docker/setup/setup-result.ts'
import type { Lab } from './domain/lab.ts'
import { createApi } from './http/api.ts'
import { FrontDoor, type Proxy } from './http/front-door.ts'
import { OriginPolicy } from './http/origin-policy.ts'
import { startPages } from './http/pages-process.ts'
import { createPagesProxy, noPages } from './http/pages-proxy.ts'
import { createPreviewProxy } from './http/preview-proxy.ts'
import { ControlClient } from './hub/control-client.ts'
import { createLabCatalog } from './labs/lab-catalog.ts'
import { LiveLabCatalog } from './labs/live-lab-catalog.ts'
import { loadLabs } from './labs/load-labs.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { CatchUp } from './services/catch-up.ts'
import { ChapterVariables } from './services/chapter-variables.ts'
import { CheckRunner } from './services/check-runner.ts'
import { Files } from './services/files.ts'
import { HubAccounts } from './services/hub-accounts.ts'
import { HubLink } from './services/hub-link.ts'
import { HubPages } from './services/hub-pages.ts'
import { readHealth } from './services/health.ts'
import { Instances } from './services/instances.ts'
import { Isolation } from './services/isolation.ts'
import { LabScripts } from './services/lab-scripts.ts'
import { Previews } from './services/previews.ts'
import { Reaper } from './services/reaper.ts'
import { readRoster } from './services/roster.ts'
import { Sessions } from './services/sessions.ts'
import { TerminalList } from './services/terminal-list.ts'
import { Terminals } from './services/terminals.ts'
import { openDatabase } from './store/database.ts'
import { readIdentity } from './store/settings.ts'
import { SqliteProgressStore } from './store/sqlite-progress-store.ts'
import { SqliteSessionStore } from './store/sqlite-session-store.ts'
import { SqliteTerminalStore } from './store/sqlite-terminal-store.ts'
import { SqliteVariableStore } from './store/sqlite-variable-store.ts'
import { SocketServer } from './ws/socket-server.ts'

export interface BrokerOptions {
  config: Config
  /** The checkout: where Next, the labs and the images are. */
  root: string
  lab: SetupResult
  pagesMode: 'start' | 'dev' | 'none'
  environment: Record<string, string | undefined>
  /** Instead of those in the labs' folder. */
  labs?: readonly Lab[]
}

export interface Broker {
  url: string
  instructorUrl: string
  /** Open sessions, whose instances outlive the broker. */
  sessionCount(): number
  /** Ends every session and removes its instances. */
  closeAllSessions(): Promise<void>
  stop(): Promise<void>
}

/** Builds everything once, in order; resolves when a session can be opened. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { config, root, lab } = options
  const log = createLogger({ level: config.logLevel, isPretty: process.stdout.isTTY })
  const clock = { now: () => Date.now() }
  await using owned = new AsyncDisposableStack()

  // Starts while the rest is built; a failure is thrown where its address is needed.
  const pages = openPages(options, owned, log)
  const database = openDatabase(join(config.dataDir, 'drydock.db'))
  owned.defer(() => database.destroy())
  const { owner, instructorToken, hubSecret } = await readIdentity(database)
  const { provisioner, access } = await connectLabEngine({
    ...lab,
    seccompPath: join(root, 'images/instance/seccomp.json'),
    owner,
    limits: config.instance,
  })
  const live =
    options.pagesMode === 'dev'
      ? owned.use(await LiveLabCatalog.open(resolve(root, config.labsDir), log))
      : null
  const catalog = live ?? createLabCatalog(options.labs ?? (await loadLabs(resolve(root, config.labsDir))))
  const progress = new SqliteProgressStore(database)
  const isolation = new Isolation({ provisioner, log, isTrustedRoom: config.isTrustedRoom })

  const hub = lab.hubMode === 'sandbox' ? new ControlClient({ socketPath: lab.hubSocketPath, owner }) : null
  const hubAccounts = hub && new HubAccounts(hubSecret)
  const view = {
    maxInstances: config.maxInstancesPerSession,
    publicUrl: config.publicUrl,
    previewDomain: config.previewDomain,
    hubAccounts,
  }
  const sessions = new Sessions({
    store: new SqliteSessionStore(database),
    provisioner,
    clock,
    log,
    ttlMs: config.sessionTtlMs,
    view,
  })
  const terminals = owned.use(new Terminals({ access, log }))
  const terminalList = new TerminalList({ store: new SqliteTerminalStore(database), terminals })
  const instances = owned.use(
    new Instances({
      provisioner,
      access,
      sessions,
      log,
      isolation,
      onReady: (session, name) => terminals.prepare(session, name),
      hubAccounts,
      maxPerSession: config.maxInstancesPerSession,
      maxTotal: config.maxInstances,
    }),
  )
  const scripts = new LabScripts({ access, log })
  const variables = new ChapterVariables({
    catalog,
    store: new SqliteVariableStore(database),
    scripts,
    hubAccounts,
  })
  const checks = owned.use(new CheckRunner({ catalog, scripts, variables, progress, clock, log }))
  const catchUp = owned.use(new CatchUp({ catalog, instances, terminals, scripts, checks, variables, log }))
  await sessions.restore()
  for (const session of sessions.all()) await terminalList.restore(session)
  await instances.restore()
  if (hub && hubAccounts) owned.use(new HubLink({ hub, accounts: hubAccounts, sessions, log }))
  const reaper = owned.use(new Reaper({ sessions, instances, isolation, provisioner, clock, log }))
  // Also measures the isolation, without which no instance starts.
  await reaper.sweep()

  const isSecure = config.publicUrl.protocol === 'https:'
  const socket = new SocketServer({
    sessions,
    services: { sessions, terminals, checks, variables, catchUp, catalog },
    log,
    isSecure,
  })
  const frontDoor = new FrontDoor({
    policy: new OriginPolicy({ publicUrl: config.publicUrl, port: config.port }),
    pages: await pages,
    previews: createPreviewProxy(new Previews({ sessions, access, domain: config.previewDomain })),
    socket,
  })
  const health = () =>
    readHealth({
      provisioner,
      sessions,
      instances,
      isolation,
      hubMode: lab.hubMode,
      maxInstances: config.maxInstances,
    })
  const roster = () => readRoster(sessions, progress)
  const api = await createApi(
    {
      sessions,
      instances,
      terminalList,
      files: new Files(access.files),
      health,
      roster,
      progress,
      contentChanges: live,
      hubPages: new HubPages(hub),
      instructorToken,
      publicUrl: config.publicUrl,
    },
    { log, frontDoor: (handler) => frontDoor.requests(handler) },
  )
  // In the order of their ends, last first: tabs say goodbye, then previews end, then the server.
  owned.defer(() => api.close())
  owned.use(frontDoor)
  owned.use(socket)
  api.server.on('upgrade', frontDoor.upgrades())
  await api.listen({ port: config.port, host: config.host })

  const started = owned.move()
  return {
    url: config.publicUrl.origin,
    instructorUrl: new URL(`/api/teach/enter?key=${instructorToken}`, config.publicUrl).href,
    sessionCount: () => sessions.all().length,
    async closeAllSessions() {
      await Promise.all(sessions.all().map((session) => sessions.close(session, 'The lab was shut down.')))
    },
    stop: () => started.disposeAsync(),
  }
}

async function openPages(
  { pagesMode: mode, root, environment }: BrokerOptions,
  owned: AsyncDisposableStack,
  log: Logger,
): Promise<Proxy> {
  if (mode === 'none') return noPages
  const starting = startPages({ root, mode, environment, log })
  owned.defer(() =>
    starting.then(
      (running) => running[Symbol.asyncDispose](),
      () => undefined,
    ),
  )
  const { target } = await starting
  return createPagesProxy({ target, isDevelopment: mode === 'dev', log })
}
