import { decidePool, poolTarget, DEMAND_WINDOW_MS, type PoolLimits } from '../domain/pool-decision.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { Admission } from './admission.ts'
import type { Drain } from './drain.ts'
import type { Instances } from './instances.ts'
import type { Isolation } from './isolation.ts'
import type { LiveSession } from './live-session.ts'
import { usedInstances } from './occupancy.ts'
import type { OpenedSession, Sessions } from './sessions.ts'
import type { WaitingRoom } from './waiting-room.ts'

const TICK_MS = 1_000
/** For workshops that are about to begin: a hundred people; the machine's room ends it sooner. */
const MAX_EXPECTED = 100
/** After a start that failed: what is wrong is mostly wrong for a while, and participants' own starts go on. */
const RETRY_MS = 30_000

export interface PoolOptions {
  sessions: Sessions
  instances: Instances
  waitingRoom: WaitingRoom
  admission: Admission
  isolation: Pick<Isolation, 'isUsable'>
  limits: PoolLimits
  /** Sessions that are wanted soon, beside those that the last minutes let expect. */
  expected?: () => number
  clock: Clock
  log: Logger
  /** While the lab takes nobody in, nothing is prepared. */
  drain: Pick<Drain, 'isDraining' | 'requireOpen'>
}

/**
 * Sessions that are ready before somebody asks: network, account and a running instance whose shell shows its prompt.
 * Each is given away once and never comes back.
 */
export class Pool implements AsyncDisposable {
  readonly #options: PoolOptions
  readonly #timer: NodeJS.Timeout
  /** When sessions were claimed, lately. */
  #claims: number[] = []
  #retryAt = 0
  #isStopped = false
  #preparing: Promise<void> | undefined

  constructor(options: PoolOptions) {
    this.#options = options
    options.waitingRoom.onFull(() => this.#giveUpOne())
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  /** How many could be claimed now without a wait. */
  get ready(): number {
    return this.#usable().filter(isReady).length
  }

  /** A prepared session for somebody who comes, or else a new one. Throws DRAINING or CAPACITY_FULL. */
  async open(hubMode = this.#options.sessions.defaultHubMode): Promise<OpenedSession> {
    const { sessions, clock, drain } = this.#options
    drain.requireOpen()
    // None is prepared for those, and they are no reason to prepare others.
    if (hubMode !== sessions.defaultHubMode) return sessions.open(hubMode)
    this.#claims.push(clock.now())
    const opened = (await this.#claim()) ?? (await sessions.open())
    this.tick()
    return opened
  }

  /** Looks what has to be done, and begins it. */
  tick(): void {
    const { sessions, clock, log, limits, expected = () => 0 } = this.#options
    if (this.#isStopped) return
    const now = clock.now()
    const newest = this.#claims.at(-1)
    this.#claims = this.#claims.filter((at) => at === newest || now - at <= DEMAND_WINDOW_MS)
    const usable = new Set(this.#usable())
    const pooled = sessions.pooled().map((session) => ({
      id: session,
      madeAt: session.stored.createdAt,
      status: usable.has(session) ? statusOf(session) : 'failed',
    }))
    const wanted = Math.max(poolTarget(this.#claims, limits, now), Math.min(expected(), MAX_EXPECTED))
    const target = this.#options.drain.isDraining ? 0 : wanted
    const decision = decidePool(pooled, { target, now, mayStart: this.#mayStart(now) })
    for (const session of decision.remove) {
      inBackground(sessions.discard(session), log, { sessionId: session.stored.id })
    }
    if (!decision.shouldStart || this.#preparing) return
    this.#preparing = this.#prepare().finally(() => (this.#preparing = undefined))
    inBackground(this.#preparing, log, { about: 'warm pool' })
  }

  /** Removes what nobody has claimed: a broker that is not there cannot give it to anybody. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    const { sessions } = this.#options
    await Promise.all(sessions.pooled().map((session) => sessions.discard(session)))
    await this.#preparing?.catch(() => undefined)
    // One that was about to be made when we looked.
    await Promise.all(sessions.pooled().map((session) => sessions.discard(session)))
  }

  /** Those of an earlier broker may be of another mode: the operator has changed it. */
  #usable(): LiveSession[] {
    const { sessions } = this.#options
    return sessions.pooled().filter(({ stored }) => stored.hubMode === sessions.defaultHubMode)
  }

  /** Whoever waits for room comes before whoever has just come. */
  async #claim(): Promise<OpenedSession | undefined> {
    const { sessions, waitingRoom } = this.#options
    if (waitingRoom.shortage !== null) return undefined
    const pooled = this.#usable()
    // One that is about to be ready is still sooner there than one that has not begun.
    const best = pooled.find(isReady) ?? pooled.find(({ reserve }) => reserve?.status === 'starting')
    return best && (await sessions.claim(best))
  }

  #mayStart(now: number): boolean {
    const { waitingRoom, admission, isolation, sessions } = this.#options
    if (!isolation.isUsable || now < this.#retryAt) return false
    // Participants' own starts come first, and their work.
    if (waitingRoom.isBusy || admission.isOverloaded) return false
    return admission.decide(usedInstances(sessions), 'pool').isAdmitted
  }

  async #prepare(): Promise<void> {
    const { sessions, instances, admission, clock } = this.#options
    const session = await sessions.openPooled()
    if (this.#isStopped) return
    admission.started()
    await instances.prepare(session)
    // A claimed one tells its participant; another goes with the next tick.
    if (session.reserve?.status === 'failed') this.#retryAt = clock.now() + RETRY_MS
  }

  /** For somebody who waits. Resolves when its place is free. */
  async #giveUpOne(): Promise<boolean> {
    const { sessions } = this.#options
    const [oldest] = sessions.pooled()
    if (!oldest) return false
    await sessions.discard(oldest)
    return true
  }
}

function statusOf({ reserve }: LiveSession): 'starting' | 'ready' | 'failed' {
  // Made, and not started: its broker ended in between.
  if (!reserve || reserve.status === 'removing') return 'failed'
  return reserve.status
}

function isReady({ reserve }: LiveSession): boolean {
  return reserve?.status === 'ready'
}
