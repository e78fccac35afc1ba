import type { Instance, InstanceState } from '../domain/instance.ts'
import { nextInstanceName } from '../domain/instance-names.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceAccess, InstanceObserver, Provisioner } from '../ports/provisioner.ts'
import { ERRORS, LabError } from '../protocol/errors.ts'
import type { InstanceName } from '../protocol/ids.ts'
import { hubEnvironment, type HubAccounts } from './hub-accounts.ts'
import type { Isolation } from './isolation.ts'
import type { LiveSession } from './live-session.ts'
import type { Sessions } from './sessions.ts'

/** When somebody should try again after a full house: instances come free when sessions end. */
const CAPACITY_RETRY_SECONDS = 60

export interface InstancesOptions {
  provisioner: Provisioner
  access: InstanceAccess
  sessions: Sessions
  log: Logger
  /** Called for each instance that becomes ready; nobody waits for it. */
  onReady: (session: LiveSession, name: InstanceName) => Promise<unknown>
  /** Null in live mode. */
  hubAccounts: HubAccounts | null
  maxPerSession: number
  maxTotal: number
  isolation: Pick<Isolation, 'requireUsable'>
}

/** Starts, watches and removes instances of sessions. */
export class Instances {
  readonly #options: InstancesOptions
  readonly #watches = new Map<Instance['id'], DisposableStack>()

  constructor(options: InstancesOptions) {
    this.#options = options
  }

  count(): number {
    return this.#options.sessions.all().reduce((sum, { instances }) => sum + instances.size, 0)
  }

  /**
   * Reserves a place at once, so that parallel requests cannot exceed a limit, and starts the instance in the
   * background; the session's view tells how it goes.
   */
  create(session: LiveSession): InstanceState {
    const { maxPerSession, maxTotal, isolation } = this.#options
    if (session.instances.size >= maxPerSession) throw new LabError('INSTANCE_LIMIT')
    if (this.count() >= maxTotal) {
      throw new LabError('CAPACITY_FULL', { retryAfterSeconds: CAPACITY_RETRY_SECONDS })
    }
    isolation.requireUsable()
    const name = nextInstanceName(session.instances.keys())
    const state: InstanceState = { status: 'starting', name, phase: 'creating' }
    session.addInstance(state)
    inBackground(this.#start(session, name), this.#options.log, { sessionId: session.stored.id, name })
    return state
  }

  /** Throws ENGINE_UNAVAILABLE while the lab engine does not answer, so that a create can be refused at once. */
  async requireEngine(): Promise<void> {
    const { isUp } = await this.#options.provisioner.status()
    if (!isUp) throw new LabError('ENGINE_UNAVAILABLE', { retryAfterSeconds: 5 })
  }

  /** Takes up an instance that already runs. */
  adopt(session: LiveSession, instance: Instance): void {
    session.addInstance({ status: 'starting', name: instance.name, phase: 'booting' })
    this.#started(session, instance)
  }

  async remove(session: LiveSession, name: InstanceName): Promise<void> {
    const state = session.instances.get(name)
    if (!state) throw new LabError('INSTANCE_NOT_FOUND')
    if (state.status === 'starting') throw new LabError('INSTANCE_NOT_READY')
    // Its name stays taken until whoever asked first has removed it.
    if (state.status === 'removing') return
    if (state.status === 'ready') await this.#destroy(session, state.instance)
    session.removeInstance(name)
  }

  /** At the broker's start: takes up what runs, removes what a crash has left half-made. */
  async restore(): Promise<void> {
    const { provisioner, sessions } = this.#options
    await provisioner.removeStopped({ includeUnstarted: true })
    for (const instance of await provisioner.list()) {
      const session = sessions.byId(instance.sessionId)
      if (session) this.adopt(session, instance)
    }
  }

  /** Tells participants about instances that ended without us: killed, out of memory, lab engine restarted. */
  async reconcile(): Promise<void> {
    const readyBefore = this.#ready()
    const running = new Set((await this.#options.provisioner.list()).map(({ id }) => id))
    for (const { session, instance } of readyBefore) {
      if (running.has(instance.id) || !session.readyInstance(instance.name)) continue
      this.#options.log.warn({ sessionId: session.stored.id, instance: instance.name }, 'instance ended')
      this.#unwatch(instance.id)
      session.update(instance.name, {
        type: 'failed',
        code: 'INSTANCE_NOT_FOUND',
        message: 'This instance has ended: it was stopped from outside, or ran out of memory.',
      })
    }
  }

  /** Stops watching; instances go on. */
  [Symbol.dispose](): void {
    for (const id of [...this.#watches.keys()]) this.#unwatch(id)
  }

  #ready(): { session: LiveSession; instance: Instance }[] {
    return this.#options.sessions
      .all()
      .flatMap((session) =>
        [...session.instances.values()].flatMap((state) =>
          state.status === 'ready' ? [{ session, instance: state.instance }] : [],
        ),
      )
  }

  async #start(session: LiveSession, name: InstanceName): Promise<void> {
    const { provisioner, log, hubAccounts } = this.#options
    const { id: sessionId, expiresAt, username } = session.stored
    const account = hubAccounts && hubEnvironment(hubAccounts.of(session.stored))
    const startedMs = performance.now()
    try {
      const instance = await provisioner.start(
        { sessionId, name, expiresAt, env: { DRYDOCK_USERNAME: username, ...account } },
        {
          signal: session.closing.signal,
          onBooting: () => session.update(name, { type: 'booting' }),
        },
      )
      log.info({ sessionId, instance: name, ms: Math.round(performance.now() - startedMs) }, 'instance ready')
      this.#started(session, instance)
    } catch (error) {
      if (session.closing.signal.aborted) return
      log.error({ sessionId, instance: name, err: error }, 'instance did not start')
      const code = error instanceof LabError ? error.code : 'INSTANCE_FAILED'
      const message = error instanceof LabError ? error.message : ERRORS.INSTANCE_FAILED.message
      session.update(name, { type: 'failed', code, message })
    }
  }

  #started(session: LiveSession, instance: Instance): void {
    const { signal } = session.closing
    if (signal.aborted) return
    session.update(instance.name, { type: 'started', instance })
    const { name } = instance
    const watch = new DisposableStack()
    const unwatch = (): void => this.#unwatch(instance.id)
    signal.addEventListener('abort', unwatch)
    watch.defer(() => signal.removeEventListener('abort', unwatch))
    const observer: InstanceObserver = {
      onEngine: (isUp) => {
        session.update(name, { type: 'engine', isUp })
        session.notifyActivity()
      },
      onPorts: (ports) => session.update(name, { type: 'ports', ports }),
      onUsage: (usage) => session.update(name, { type: 'usage', usage }),
      onActivity: () => session.notifyActivity(),
    }
    watch.use(this.#options.access.watch(instance.id, observer))
    this.#watches.set(instance.id, watch)
    const about = { sessionId: instance.sessionId, instance: name }
    inBackground(this.#options.onReady(session, name), this.#options.log, about)
  }

  /** When the lab engine does not answer, the instance is listed as before, so that it can be removed later. */
  async #destroy(session: LiveSession, instance: Instance): Promise<void> {
    session.update(instance.name, { type: 'remove' })
    this.#unwatch(instance.id)
    try {
      await this.#options.provisioner.destroy(instance.id)
    } catch (error) {
      this.adopt(session, instance)
      throw error
    }
  }

  #unwatch(id: Instance['id']): void {
    this.#watches.get(id)?.dispose()
    this.#watches.delete(id)
  }
}
