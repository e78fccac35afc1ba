import { faultPoint } from '#fault-point'
import type { Instance, InstanceState } from '../domain/instance.ts'
import { nextInstanceName } from '../domain/instance-names.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { InstanceAccess, InstanceObserver, Provisioner } from '../ports/provisioner.ts'
import { ERRORS, LabError } from '../protocol/errors.ts'
import type { InstanceName } from '../protocol/ids.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import type { Drain } from './drain.ts'
import type { Recorder } from './flight-recorder.ts'
import { hubEnvironment, type HubAccounts } from './hub-accounts.ts'
import { InnerTimeline } from './inner-timeline.ts'
import type { Isolation } from './isolation.ts'
import type { LiveSession } from './live-session.ts'
import type { Sessions } from './sessions.ts'
import { WallWatch } from './wall-watch.ts'
import type { WaitingRoom } from './waiting-room.ts'

/** Of one that is in reserve: its session has no other. */
const RESERVE_NAME = nextInstanceName([])

export interface InstancesOptions {
  provisioner: Provisioner
  access: InstanceAccess
  sessions: Sessions
  log: Logger
  recorder: Recorder
  clock: Clock
  /** Called for each instance that becomes ready; nobody waits for it. */
  onReady: (session: LiveSession, name: InstanceName) => Promise<unknown>
  hubAccounts: HubAccounts
  maxPerSession: number
  waitingRoom: WaitingRoom
  isolation: Pick<Isolation, 'requireUsable'>
  drain: Pick<Drain, 'requireOpen'>
}

/** Starts, watches and removes instances of sessions. */
export class Instances {
  readonly #options: InstancesOptions
  readonly #watches = new Map<Instance['id'], DisposableStack>()

  constructor(options: InstancesOptions) {
    this.#options = options
  }

  /**
   * Shows the instance that was prepared for the session, or starts one in the background as soon as there is room; the
   * session's view tells how it goes. Throws INSTANCE_LIMIT, DRAINING, CAPACITY_FULL,
   * ISOLATION_NONE or ENGINE_UNAVAILABLE.
   */
  create(session: LiveSession): InstanceState {
    const { maxPerSession, isolation, waitingRoom, drain } = this.#options
    drain.requireOpen()
    if (session.instances.size >= (session.stored.maxInstances ?? maxPerSession))
      throw new LabError('INSTANCE_LIMIT')
    const prepared = session.takeReserve()
    if (prepared) {
      this.#record(session, { type: 'instance-added', instance: prepared.name })
      return prepared
    }
    isolation.requireUsable()
    const name = nextInstanceName(session.instances.keys())
    session.addInstance({ status: 'starting', name, phase: 'waiting' })
    try {
      waitingRoom.join(session, name, () => this.#start(session, name))
    } catch (error) {
      session.removeInstance(name)
      throw error
    }
    this.#record(session, { type: 'instance-added', instance: name })
    return session.instances.get(name)!
  }

  /** Starts one that nobody has asked for yet. Resolves when it is ready, or has failed: the session's reserve tells. */
  async prepare(session: LiveSession): Promise<void> {
    session.setReserve({ status: 'starting', name: RESERVE_NAME, phase: 'creating' })
    await this.#start(session, RESERVE_NAME)
  }

  /** Whether any can be started now, before others are removed for it. Throws DRAINING, ISOLATION_NONE or ENGINE_UNAVAILABLE. */
  async requireStarts(): Promise<void> {
    this.#options.drain.requireOpen()
    this.#options.isolation.requireUsable()
    await this.requireEngine()
  }

  /** Throws ENGINE_UNAVAILABLE while the lab engine does not answer, so that a create can be refused at once. */
  async requireEngine(): Promise<void> {
    const { isUp } = await this.#options.provisioner.status()
    if (!isUp) throw new LabError('ENGINE_UNAVAILABLE', { retryAfterSeconds: 5 })
  }

  /** Takes up an instance that already runs. */
  adopt(session: LiveSession, instance: Instance): void {
    const state: InstanceState = { status: 'starting', name: instance.name, phase: 'booting' }
    if (session.stored.claimedAt === null) session.setReserve(state)
    else session.addInstance(state)
    this.#started(session, instance)
  }

  async remove(session: LiveSession, name: InstanceName): Promise<void> {
    const state = session.instances.get(name)
    if (!state) throw new LabError('INSTANCE_NOT_FOUND')
    // Of one that waits, nothing exists yet.
    const isWaiting = this.#options.waitingRoom.leave(session, name)
    if (state.status === 'starting' && !isWaiting) throw new LabError('INSTANCE_NOT_READY')
    // Its name stays taken until whoever asked first has removed it.
    if (state.status === 'removing') return
    if (state.status === 'ready') await this.#destroy(session, state.instance)
    session.removeInstance(name)
    this.#record(session, { type: 'instance-deleted', instance: name, by: 'participant' })
    this.#options.waitingRoom.tick()
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

  /**
   * Tells participants about instances that ended without us, in a sentence of why, and removes those that run and
   * are nobody's: the lab engine went away while they were made.
   */
  async reconcile(reason = 'It was stopped from outside, or ran out of memory.'): Promise<void> {
    const readyBefore = this.#ready()
    const listed = await this.#options.provisioner.list()
    const running = new Set(listed.map(({ id }) => id))
    for (const instance of listed) await this.#removeStray(instance)
    for (const { session, instance } of readyBefore) {
      if (running.has(instance.id) || !session.readyInstance(instance.name)) continue
      this.#unwatch(instance.id)
      this.#record(session, { type: 'instance-ended', instance: instance.name, reason })
      session.update(instance.name, {
        type: 'failed',
        code: 'INSTANCE_ENDED',
        message: reason,
      })
    }
  }

  /** Stops watching; instances go on. */
  [Symbol.dispose](): void {
    for (const id of [...this.#watches.keys()]) this.#unwatch(id)
  }

  async #removeStray({ id, sessionId, name }: Instance): Promise<void> {
    const session = this.#options.sessions.byId(sessionId)
    // Of a session that is not open: the reaper removes all that it has.
    if (!session) return
    const state = session.everyInstance().find((candidate) => candidate.name === name)
    if (state?.status === 'starting' || state?.status === 'removing') return
    if (state?.status === 'ready' && state.instance.id === id) return
    this.#options.log.warn({ sessionId, instance: name }, 'removing an instance that is nobody’s')
    await this.#options.provisioner.destroy(id)
  }

  #ready(): { session: LiveSession; instance: Instance }[] {
    return this.#options.sessions
      .known()
      .flatMap((session) =>
        session
          .everyInstance()
          .flatMap((state) => (state.status === 'ready' ? [{ session, instance: state.instance }] : [])),
      )
  }

  async #start(session: LiveSession, name: InstanceName): Promise<void> {
    const { provisioner, log, hubAccounts } = this.#options
    // Labels cannot be changed: they carry the latest end that the session can have.
    const { id: sessionId, deadline: expiresAt, username, hubMode } = session.stored
    const account = hubAccounts.of(session.stored)
    const env = { DRYDOCK_USERNAME: username, ...(account && hubEnvironment(account)) }
    const startedMs = performance.now()
    try {
      const instance = await provisioner.start(
        { sessionId, name, hubMode, expiresAt, env },
        {
          signal: session.closing.signal,
          onBooting: () => session.update(name, { type: 'booting' }),
        },
      )
      const tookMs = Math.round(performance.now() - startedMs)
      this.#record(session, { type: 'instance-ready', instance: name, tookMs })
      this.#started(session, instance)
    } catch (error) {
      if (session.closing.signal.aborted) return
      log.error({ sessionId, instance: name, err: error }, 'instance did not start')
      const code = error instanceof LabError ? error.code : 'INSTANCE_FAILED'
      const message = error instanceof LabError ? error.message : ERRORS.INSTANCE_FAILED.message
      session.update(name, { type: 'failed', code, message })
      this.#record(session, { type: 'instance-failed', instance: name, reason: message })
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
    const about = { sessionId: instance.sessionId, instance: name }
    const timeline = watch.use(new InnerTimeline(about, this.#options))
    const record = (event: TimelineEvent): void => this.#record(session, event)
    const walls = new WallWatch(session, instance, { ...this.#options, record })
    const observer: InstanceObserver = {
      isWatched: () => session.isWatched,
      onEngine: (isUp) => {
        timeline.engine(isUp)
        session.update(name, { type: 'engine', isUp })
        session.notifyActivity()
      },
      onPorts: (ports) => session.update(name, { type: 'ports', ports }),
      onUsage: (usage) => {
        session.update(name, { type: 'usage', usage })
        walls.usage(usage)
      },
      onKill: (kill) => walls.killed(kill),
      onActivity: () => session.notifyActivity(),
      onHappening: (happening) => timeline.happened(happening),
    }
    watch.use(this.#options.access.watch(instance.id, observer))
    this.#watches.set(instance.id, watch)
    const prepared = this.#options.onReady(session, name).catch((error: unknown) => {
      // What is prepared for a session that closes ends with it.
      if (!signal.aborted) throw error
    })
    inBackground(prepared, this.#options.log, about)
  }

  /** When the lab engine does not answer, the instance is listed as before, so that it can be removed later. */
  async #destroy(session: LiveSession, instance: Instance): Promise<void> {
    session.update(instance.name, { type: 'remove' })
    this.#unwatch(instance.id)
    faultPoint('delete.announced')
    try {
      await this.#options.provisioner.destroy(instance.id)
      faultPoint('delete.container')
    } catch (error) {
      this.adopt(session, instance)
      throw error
    }
  }

  #record(session: LiveSession, event: TimelineEvent): void {
    // What happens before a session is somebody's is nobody's story.
    if (session.stored.claimedAt !== null) this.#options.recorder.record(session.stored.id, event)
  }

  #unwatch(id: Instance['id']): void {
    this.#watches.get(id)?.dispose()
    this.#watches.delete(id)
  }
}
