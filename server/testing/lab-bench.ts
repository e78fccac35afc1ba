import { pino, type Logger } from 'pino'
import { CatchUp } from '../services/catch-up.ts'
import { createCapacity, type Capacity } from '../services/capacity.ts'
import { ChapterVariables } from '../services/chapter-variables.ts'
import { CheckRunner } from '../services/check-runner.ts'
import { Drain } from '../services/drain.ts'
import { FlightRecorder } from '../services/flight-recorder.ts'
import { HubAccounts } from '../services/hub-accounts.ts'
import { HubLink } from '../services/hub-link.ts'
import { Instances } from '../services/instances.ts'
import { Isolation } from '../services/isolation.ts'
import { LastScreens } from '../services/last-screens.ts'
import { SessionEnds } from '../services/session-ends.ts'
import { AuditLog } from '../services/audit-log.ts'
import { Metrics } from '../services/metrics.ts'
import { LabScripts } from '../services/lab-scripts.ts'
import type { LiveSession } from '../services/live-session.ts'
import { Pool } from '../services/pool.ts'
import { Sessions } from '../services/sessions.ts'
import { createTeaching } from '../services/teaching.ts'
import { TerminalList } from '../services/terminal-list.ts'
import { Terminals } from '../services/terminals.ts'
import { openDatabase } from '../store/database.ts'
import { createStores } from '../store/stores.ts'
import { MAX_AGE_MS, type PoolLimits } from '../domain/pool-decision.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import type { IsolationVerdict } from '../protocol/isolation.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import type { InstanceName } from '../protocol/ids.ts'
import { FakeAccess } from './fake-access.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeHeadroom } from './fake-headroom.ts'
import { FakeHub } from './fake-hub.ts'
import { FakeProvisioner } from './fake-provisioner.ts'

export const WORKSHOPS_KEPT_MS = 30 * 24 * 3_600_000
export const INSTRUCTOR_TOKEN = 'instructor-token-of-the-tests'

const noLabs: LabCatalog = {
  labs: () => [],
  chapter: () => {
    throw new LabError('LAB_NOT_FOUND')
  },
}

/** The services on fakes and a database in memory, for tests of any of them. */
export function createLabBench(
  options: {
    catalog?: LabCatalog
    maxPerSession?: number
    log?: Logger
    maxTotal?: number
    maxParallel?: number
    /** Who may wait; nobody unless a test says so. */
    maxWaiting?: number
    /** Of all instances together. */
    engineMemoryBytes?: number
    /** Never unless a test says so. */
    idleTimeoutMs?: number
    pool?: PoolLimits
    verdict?: IsolationVerdict
    /** Of the machine; a sandbox unless a test says otherwise. */
    hubModes?: HubModes
  } = {},
) {
  const catalog = options.catalog ?? noLabs
  const log = options.log ?? pino({ level: 'silent' })
  const clock = new FakeClock()
  const provisioner = new FakeProvisioner()
  provisioner.verdict = options.verdict ?? 'userns'
  const access = new FakeAccess()
  const database = openDatabase(':memory:')
  const stores = createStores(database)
  const { sessions: store, progress, timeline, terminals: terminalStore } = stores
  const { instructors: instructorStore, passkeys: passkeyStore, workshops: workshopStore } = stores
  const metrics = new Metrics()
  const audit = new AuditLog({ store: stores.audit, clock, log })
  const recorder = new FlightRecorder({ store: timeline, clock, log, metrics })
  const drain = new Drain(stores.settings, log)
  const maxPerSession = options.maxPerSession ?? 5
  const hub = new FakeHub()
  const hubAccounts = new HubAccounts('secret of the tests')
  const view = {
    maxInstances: maxPerSession,
    extensionMs: 3_600_000,
    publicUrl: new URL('http://localhost:3000'),
    previewDomain: 'localhost',
    isLabEngineUp: () => !provisioner.isDown,
    hubAccounts,
  }
  const { hubModes = ['sandbox'] } = options
  const times = { ttlMs: 3_600_000, maxMs: 3 * 3_600_000, maxPooledMs: MAX_AGE_MS }
  const newSessions = (defaultHubMode = hubModes[0]) =>
    new Sessions({ store, provisioner, clock, log, recorder, ...times, defaultHubMode, view })
  const sessions = newSessions()
  const meter = new FakeHeadroom()
  const { engineMemoryBytes = null } = options
  const { maxTotal: maxInstances = 100, maxParallel = 100, maxWaiting = 0 } = options
  const newCapacity = (of: Sessions) =>
    createCapacity({
      sessions: of,
      meter,
      engineMemoryBytes,
      maxInstances,
      maxParallel,
      maxWaiting,
      clock,
      log,
    })
  const capacity = newCapacity(sessions)
  const hubLink = new HubLink({ hub, accounts: hubAccounts, sessions, log })
  const isolation = new Isolation({ provisioner, clock, log, isTrustedRoom: false, isTrustedNetwork: true })
  // The fake answers before any test has opened a session.
  void isolation.measure()
  const terminals = new Terminals({ access, log, metrics })
  const lastScreens = new LastScreens({ sessions, terminals, clock, log })
  const { idleTimeoutMs = 0 } = options
  const sessionEnds = new SessionEnds({ sessions, ...capacity, recorder, idleTimeoutMs, clock, log })
  const terminalList = new TerminalList({ store: terminalStore, terminals })
  const newInstances = (of: Sessions, { waitingRoom } = newCapacity(of)) =>
    new Instances({
      provisioner,
      access,
      sessions: of,
      log,
      recorder,
      clock,
      isolation,
      onReady: (session, name) => terminals.prepare(session, name),
      hubAccounts,
      maxPerSession,
      waitingRoom,
      drain,
    })
  const instances = newInstances(sessions, capacity)
  const newPool = (of: { sessions: Sessions; instances: Instances; capacity: Capacity }) =>
    new Pool({
      ...of,
      ...of.capacity,
      isolation,
      limits: options.pool ?? { min: 0, max: 0 },
      clock,
      log,
      drain,
    })
  const pool = newPool({ sessions, instances, capacity })
  const scripts = new LabScripts({ access, log, metrics })
  const variables = new ChapterVariables({
    catalog,
    store: stores.variables,
    scripts,
    hubAccounts,
  })
  const checks = new CheckRunner({ catalog, scripts, variables, progress, clock, log })
  const catchUp = new CatchUp({ catalog, instances, terminals, scripts, checks, variables, recorder, log })
  const teaching = createTeaching({
    instructorStore,
    passkeyStore,
    workshopStore,
    catalog,
    sessions,
    instances,
    hubModes,
    presence: capacity.presence,
    audit,
    workshopsKeptMs: WORKSHOPS_KEPT_MS,
    clock,
    log,
    hostToken: INSTRUCTOR_TOKEN,
    publicUrl: view.publicUrl,
  })
  return {
    teaching,
    instructorStore,
    passkeyStore,
    workshopStore,
    catalog,
    database,
    drain,
    log,
    clock,
    provisioner,
    access,
    store,
    progress,
    timeline,
    recorder,
    metrics,
    audit,
    sessions,
    newSessions,
    meter,
    capacity,
    newCapacity,
    lastScreens,
    sessionEnds,
    pool,
    newPool,
    isolation,
    instances,
    newInstances,
    terminals,
    terminalList,
    checks,
    variables,
    catchUp,
    hub,
    hubModes,
    hubAccounts,
    hubLink,
  }
}

/** Resolves when the session's next view satisfies the condition; at once when it does already. */
export async function settled(session: LiveSession, name: InstanceName, status: string): Promise<void> {
  if (session.instances.get(name)?.status === status) return
  await new Promise<void>((resolve) => {
    const subscription = session.subscribe(() => {
      if (session.instances.get(name)?.status !== status) return
      subscription[Symbol.dispose]()
      resolve()
    })
  })
}
