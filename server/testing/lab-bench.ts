import { pino } from 'pino'
import { CatchUp } from '../services/catch-up.ts'
import { ChapterVariables } from '../services/chapter-variables.ts'
import { CheckRunner } from '../services/check-runner.ts'
import { HubAccounts } from '../services/hub-accounts.ts'
import { HubLink } from '../services/hub-link.ts'
import { Instances } from '../services/instances.ts'
import { Isolation } from '../services/isolation.ts'
import { LabScripts } from '../services/lab-scripts.ts'
import type { LiveSession } from '../services/live-session.ts'
import { Sessions } from '../services/sessions.ts'
import { TerminalList } from '../services/terminal-list.ts'
import { Terminals } from '../services/terminals.ts'
import { openDatabase } from '../store/database.ts'
import { SqliteProgressStore } from '../store/sqlite-progress-store.ts'
import { SqliteSessionStore } from '../store/sqlite-session-store.ts'
import { SqliteTerminalStore } from '../store/sqlite-terminal-store.ts'
import { SqliteVariableStore } from '../store/sqlite-variable-store.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import type { IsolationVerdict } from '../protocol/health.ts'
import type { InstanceName } from '../protocol/ids.ts'
import { FakeAccess } from './fake-access.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeHub } from './fake-hub.ts'
import { FakeProvisioner } from './fake-provisioner.ts'

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
    maxTotal?: number
    verdict?: IsolationVerdict
  } = {},
) {
  const catalog = options.catalog ?? noLabs
  const log = pino({ level: 'silent' })
  const clock = new FakeClock()
  const provisioner = new FakeProvisioner()
  provisioner.verdict = options.verdict ?? 'userns'
  const access = new FakeAccess()
  const database = openDatabase(':memory:')
  const store = new SqliteSessionStore(database)
  const progress = new SqliteProgressStore(database)
  const maxPerSession = options.maxPerSession ?? 5
  const hub = new FakeHub()
  const hubAccounts = new HubAccounts('secret of the tests')
  const view = {
    maxInstances: maxPerSession,
    publicUrl: new URL('http://localhost:3000'),
    previewDomain: 'localhost',
    hubAccounts,
  }
  const newSessions = () => new Sessions({ store, provisioner, clock, log, ttlMs: 3_600_000, view })
  const sessions = newSessions()
  const hubLink = new HubLink({ hub, accounts: hubAccounts, sessions, log })
  const isolation = new Isolation({ provisioner, log, isTrustedRoom: false })
  // The fake answers before any test has opened a session.
  void isolation.measure()
  const terminals = new Terminals({ access, log })
  const terminalStore = new SqliteTerminalStore(database)
  const terminalList = new TerminalList({ store: terminalStore, terminals })
  const newInstances = (of: Sessions) =>
    new Instances({
      provisioner,
      access,
      sessions: of,
      log,
      isolation,
      onReady: (session, name) => terminals.prepare(session, name),
      hubAccounts,
      maxPerSession,
      maxTotal: options.maxTotal ?? 100,
    })
  const instances = newInstances(sessions)
  const scripts = new LabScripts({ access, log })
  const variables = new ChapterVariables({
    catalog,
    store: new SqliteVariableStore(database),
    scripts,
    hubAccounts,
  })
  const checks = new CheckRunner({ catalog, scripts, variables, progress, clock, log })
  const catchUp = new CatchUp({ catalog, instances, terminals, scripts, checks, variables, log })
  return {
    catalog,
    log,
    clock,
    provisioner,
    access,
    store,
    progress,
    sessions,
    newSessions,
    isolation,
    instances,
    newInstances,
    terminals,
    terminalList,
    checks,
    variables,
    catchUp,
    hub,
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
