import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { connectLabEngine } from './docker/lab-engine.ts'
import { MachineHeadroom } from './docker/machine-headroom.ts'
import type { SetupResult } from './docker/setup/setup-result.ts'
import type { Lab } from './domain/lab.ts'
import { MAX_AGE_MS } from './domain/pool-decision.ts'
import { createApi } from './http/api.ts'
import { FrontDoor } from './http/front-door.ts'
import { openPages } from './http/open-pages.ts'
import { OriginPolicy } from './http/origin-policy.ts'
import { createPreviewProxy } from './http/preview-proxy.ts'
import { ControlClient } from './hub/control-client.ts'
import { createLabCatalog } from './labs/lab-catalog.ts'
import { LiveLabCatalog } from './labs/live-lab-catalog.ts'
import { loadLabs } from './labs/load-labs.ts'
import { writeSecretFile } from './lib/secret-file.ts'
import { createLogger } from './lib/logger.ts'
import { whileUnavailable } from './services/while-unavailable.ts'
import { machineTime } from './lib/machine-time.ts'
import { Callers } from './services/callers.ts'
import { createCapacity } from './services/capacity.ts'
import { AuditLog } from './services/audit-log.ts'
import { CatchUp } from './services/catch-up.ts'
import { ChapterVariables } from './services/chapter-variables.ts'
import { CheckRunner } from './services/check-runner.ts'
import { Drain } from './services/drain.ts'
import { EngineRecovery } from './services/engine-recovery.ts'
import { Files } from './services/files.ts'
import { FlightRecorder } from './services/flight-recorder.ts'
import { HubAccounts } from './services/hub-accounts.ts'
import { HubLink } from './services/hub-link.ts'
import { Openings } from './services/openings.ts'
import { RateLimits } from './services/rate-limits.ts'
import { HubPages } from './services/hub-pages.ts'
import { readHealth } from './services/health.ts'
import { Instances } from './services/instances.ts'
import { Isolation } from './services/isolation.ts'
import { LastScreens } from './services/last-screens.ts'
import { LabScripts } from './services/lab-scripts.ts'
import { measureState } from './services/measure-state.ts'
import { Metrics } from './services/metrics.ts'
import { Pool } from './services/pool.ts'
import { Previews } from './services/previews.ts'
import { Reaper } from './services/reaper.ts'
import { readRoster } from './services/roster.ts'
import { SessionEnds } from './services/session-ends.ts'
import { Sessions } from './services/sessions.ts'
import { SteadyClock } from './services/steady-clock.ts'
import { createTeaching } from './services/teaching.ts'
import { TerminalList } from './services/terminal-list.ts'
import { Terminals } from './services/terminals.ts'
import { Timelines } from './services/timelines.ts'
import { openDatabase } from './store/database.ts'
import { readIdentity } from './store/settings.ts'
import { settleHubModes } from './store/settle-hub-modes.ts'
import { createStores } from './store/stores.ts'
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
  await using owned = new AsyncDisposableStack()

  // Starts while the rest is built; a failure is thrown where its address is needed.
  const { pagesMode: mode, environment } = options
  const isSecure = config.publicUrl.protocol === 'https:'
  const pages = openPages({ root, mode, environment, isSecure, log }, owned)
  const database = openDatabase(join(config.dataDir, 'drydock.db'))
  owned.defer(() => database.destroy())
  const { hubModes } = lab
  const [defaultHubMode] = hubModes
  await settleHubModes(database, defaultHubMode)
  const stores = createStores(database)
  const clock = await SteadyClock.open(stores.settings, machineTime())
  const { owner, instructorToken, operatorToken, hubSecret } = await readIdentity(database)
  await writeSecretFile(join(config.dataDir, 'operator-token'), operatorToken)
  const { provisioner, access, link } = await connectLabEngine({
    ...lab,
    seccompPath: join(root, 'images/instance/seccomp.json'),
    owner,
    limits: config.instance,
    runtime: config.instanceRuntime,
  })
  owned.use(link)
  const drain = await Drain.open(stores.settings, log)
  const live =
    options.pagesMode === 'dev'
      ? owned.use(await LiveLabCatalog.open(resolve(root, config.labsDir), log))
      : null
  const catalog = live ?? createLabCatalog(options.labs ?? (await loadLabs(resolve(root, config.labsDir))))
  const metrics = new Metrics()
  metrics.watchProcess()
  const audit = new AuditLog({ store: stores.audit, clock, log })
  const recorder = owned.use(new FlightRecorder({ store: stores.timeline, clock, log, metrics }))
  const { isTrustedRoom, isTrustedNetwork } = config
  const isolation = new Isolation({ provisioner, clock, log, isTrustedRoom, isTrustedNetwork })

  const hub = hubModes.includes('sandbox')
    ? new ControlClient({ socketPath: lab.hubSocketPath, owner })
    : null
  const hubAccounts = new HubAccounts(hubSecret)
  const view = {
    maxInstances: config.maxInstancesPerSession,
    extensionMs: config.sessionExtensionMs,
    publicUrl: config.publicUrl,
    previewDomain: config.previewDomain,
    hubAccounts,
    isLabEngineUp: () => link.isUp,
  }
  const sessions = new Sessions({
    store: stores.sessions,
    provisioner,
    clock,
    log,
    recorder,
    ttlMs: config.sessionTtlMs,
    maxMs: config.sessionMaxMs,
    maxPooledMs: MAX_AGE_MS,
    defaultHubMode,
    view,
  })
  const meter = new MachineHeadroom(async () => (await provisioner.status()).disk.freeBytes)
  const { maxInstances, maxParallelStarts: maxParallel, maxWaiting, engineMemoryBytes } = config
  const capacity = owned.use(
    createCapacity({ sessions, meter, engineMemoryBytes, maxInstances, maxParallel, maxWaiting, clock, log }),
  )
  const { admission, waitingRoom } = capacity
  owned.use(recorder.onRecorded((id, entry) => sessions.byId(id)?.broadcast({ type: 'timeline', entry })))
  const terminals = owned.use(new Terminals({ access, log, metrics }))
  const terminalList = new TerminalList({ store: stores.terminals, terminals })
  const instances = owned.use(
    new Instances({
      provisioner,
      access,
      sessions,
      log,
      recorder,
      clock,
      isolation,
      onReady: (session, name) => terminals.prepare(session, name),
      hubAccounts,
      maxPerSession: config.maxInstancesPerSession,
      waitingRoom,
      drain,
    }),
  )
  const scripts = new LabScripts({ access, log, metrics })
  const variables = new ChapterVariables({ catalog, store: stores.variables, scripts, hubAccounts })
  const checks = owned.use(
    new CheckRunner({ catalog, scripts, variables, progress: stores.progress, clock, log }),
  )
  const catchUp = owned.use(
    new CatchUp({ catalog, instances, terminals, scripts, checks, variables, recorder, log }),
  )
  await sessions.restore()
  for (const session of sessions.all()) await terminalList.restore(session)
  await instances.restore()
  if (hub) owned.use(new HubLink({ hub, accounts: hubAccounts, sessions, log }))
  const reaper = owned.use(new Reaper({ sessions, instances, isolation, provisioner, clock, log }))
  // Also measures the isolation, without which no instance starts.
  await whileUnavailable(() => reaper.sweep(), log)
  owned.use(new EngineRecovery({ engine: link, sessions, instances, provisioner, isolation, recorder, log }))
  isolation.requireTrustedNetwork()
  await admission.measure()
  const { presence } = capacity
  const { idleTimeoutMs } = config
  owned.use(new SessionEnds({ sessions, presence, waitingRoom, recorder, idleTimeoutMs, clock, log }))
  const teaching = owned.use(
    createTeaching({
      instructorStore: stores.instructors,
      passkeyStore: stores.passkeys,
      workshopStore: stores.workshops,
      catalog,
      sessions,
      instances,
      hubModes,
      presence,
      audit,
      workshopsKeptMs: config.workshopsKeptMs,
      clock,
      log,
      hostToken: instructorToken,
      publicUrl: config.publicUrl,
    }),
  )
  await teaching.restore()
  const lastScreens = owned.use(new LastScreens({ sessions, terminals, clock, log }))
  const { pool: limits } = config
  const expected = () => teaching.times.expectedSessions()
  const pool = owned.use(
    new Pool({ ...capacity, sessions, instances, isolation, limits, expected, clock, log, drain }),
  )

  const rateLimits = new RateLimits()
  const callers = new Callers({
    sessions,
    instructors: teaching.instructors,
    workshops: teaching.workshops,
    operatorToken,
    isSecure,
    trustedProxies: config.trustedProxies,
  })
  const socket = new SocketServer({
    callers,
    limits: rateLimits,
    services: { sessions, terminals, checks, variables, catchUp, catalog, presence, ...teaching },
    log,
  })
  measureState(metrics, {
    sessions,
    terminals,
    provisioner,
    capacity,
    pool,
    headroom: meter,
    traffic: () => socket.traffic(),
  })
  const frontDoor = new FrontDoor({
    isSecure,
    callers,
    limits: rateLimits,
    policy: new OriginPolicy({ publicUrl: config.publicUrl, port: config.port }),
    pages: await pages,
    previews: createPreviewProxy(new Previews({ sessions, access, domain: config.previewDomain })),
    socket,
  })
  const health = () => readHealth({ provisioner, sessions, isolation, hubModes, capacity, pool, drain })
  const roster = () => readRoster(sessions, stores.progress)
  const api = await createApi(
    {
      sessions,
      pool,
      presence,
      lastScreens,
      extensionMs: config.sessionExtensionMs,
      instances,
      terminalList,
      metrics,
      audit,
      timelines: new Timelines({ sessions, store: stores.timeline, clock }),
      files: new Files(access.files, recorder),
      health,
      roster,
      progress: stores.progress,
      contentChanges: live,
      hubPages: new HubPages(hub, defaultHubMode),
      callers,
      drain,
      limits: rateLimits,
      openings: new Openings(rateLimits),
      teaching,
      teacherLimits: {
        hubModes,
        maxInstances: config.maxInstancesPerSession,
        maxSessionMinutes: Math.floor(config.sessionMaxMs / 60_000),
      },
      isDropInOpen: config.isDropInOpen,
      clock,
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
    instructorUrl: new URL(`/teach/enter#${instructorToken}`, config.publicUrl).href,
    sessionCount: () => sessions.all().length,
    async closeAllSessions() {
      await Promise.all(sessions.all().map((session) => sessions.close(session, 'shut-down')))
    },
    stop: () => started.disposeAsync(),
  }
}
