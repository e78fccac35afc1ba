import type { Shortage } from '../domain/admission.ts'
import { startOrder } from '../domain/start-order.ts'
import { estimateWait } from '../domain/waiting-estimate.ts'
import { inBackground } from '../lib/background.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import { LabError } from '../protocol/errors.ts'
import type { InstanceName } from '../protocol/ids.ts'
import type { WaitingPlace } from '../protocol/session.ts'
import type { Admission } from './admission.ts'
import type { LiveSession } from './live-session.ts'
import type { Presence } from './presence.ts'

/** How often it is looked whether there is room, besides when somebody leaves; what is shown is as old at most. */
const TICK_MS = 1_000
/** Whoever has closed the page has left the line after this: a reload, or a train in a tunnel, takes less. */
export const ABSENCE_MS = 2 * 60_000
/** Before any start has been measured. */
const EXPECTED_START_MS = 4_000
/** How much the newest start counts. */
const NEWEST_SHARE = 0.3
/** When somebody should try again who finds even the waiting room full: people leave all the time. */
const RETRY_SECONDS = 60
/** Estimates change in these steps, so that they do not flicker. */
const SHORT_STEP_SECONDS = 5
const LONG_STEP_SECONDS = 60

export interface WaitingRoomOptions {
  admission: Admission
  presence: Presence
  clock: Clock
  log: Logger
  /** Most who may wait; 0: nobody. */
  maxWaiting: number
  /** Instances that there are or that start, prepared ones included. */
  used: () => number
  /** When sessions end at the latest, and how many instances that frees. */
  ends: () => { at: number; frees: number }[]
}

interface Waiter {
  owner: LiveSession
  sequence: number
  name: InstanceName
  joinedAt: number
  start: (waitedMs: number) => Promise<void>
}

/**
 * Everybody who wants an instance passes here. With room and a free place among the starts one goes on at once; else
 * one waits, is told the position, and goes on automatically.
 */
export class WaitingRoom implements Disposable {
  readonly #options: WaitingRoomOptions
  readonly #timer: NodeJS.Timeout
  #waiters: Waiter[] = []
  #sequence = 0
  #starting = 0
  #startMs = EXPECTED_START_MS
  #shortage: Shortage | null = null
  #makeRoom: () => Promise<boolean> = async () => false
  #isMakingRoom = false

  constructor(options: WaitingRoomOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  get size(): number {
    return this.#waiters.length
  }

  /** Somebody's instance starts, or waits. */
  get isBusy(): boolean {
    return this.#starting > 0 || this.#waiters.length > 0
  }

  /** What those who wait are waiting for; null when it is only their turn, or nobody waits. */
  get shortage(): Shortage | null {
    return this.#shortage
  }

  /** Asked for room when there is none: true when there may be now. */
  onFull(makeRoom: () => Promise<boolean>): void {
    this.#makeRoom = makeRoom
  }

  /**
   * Calls `start`, at once or when there is room. The instance has to be listed as waiting before. Throws CAPACITY_FULL
   * when it cannot start at once and there is no place to wait.
   */
  join(session: LiveSession, name: InstanceName, start: Waiter['start']): void {
    const waiter: Waiter = {
      owner: session,
      sequence: this.#sequence++,
      name,
      joinedAt: this.#options.clock.now(),
      start,
    }
    this.#waiters.push(waiter)
    this.#dispatch()
    if (!this.#waiters.includes(waiter)) return
    if (this.#waiters.length > this.#options.maxWaiting) {
      this.#remove(waiter)
      throw new LabError('CAPACITY_FULL', { retryAfterSeconds: RETRY_SECONDS })
    }
  }

  /** False: it does not wait (any more). */
  leave(session: LiveSession, name: InstanceName): boolean {
    const waiter = this.#waiters.find((candidate) => candidate.owner === session && candidate.name === name)
    if (!waiter) return false
    this.#remove(waiter)
    this.#dispatch()
    return true
  }

  isWaiting(session: LiveSession): boolean {
    return this.#waiters.some(({ owner }) => owner === session)
  }

  /** There may be room now, or fewer who wait. */
  tick(): void {
    const { presence, clock } = this.#options
    const since = clock.now() - ABSENCE_MS
    this.#waiters = this.#waiters.filter(({ owner }) => !owner.closing.signal.aborted)
    for (const waiter of this.#waiters.filter(({ owner }) => !presence.isHere(owner, since))) {
      this.#remove(waiter)
      waiter.owner.removeInstance(waiter.name)
    }
    this.#dispatch()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.#waiters = []
  }

  #dispatch(): void {
    this.#shortage = null
    for (const waiter of startOrder(this.#waiters)) {
      if (this.#starting >= this.#options.admission.parallel) break
      const decision = this.#options.admission.decide(this.#options.used(), 'participant')
      if (!decision.isAdmitted) {
        this.#shortage = decision.shortage
        this.#askForRoom()
        break
      }
      this.#begin(waiter)
    }
    this.#tellPlaces()
  }

  #begin(waiter: Waiter): void {
    const { admission, clock, log } = this.#options
    this.#remove(waiter)
    this.#starting++
    admission.started()
    waiter.owner.update(waiter.name, { type: 'creating' })
    const beganAt = clock.now()
    const started = waiter.start(beganAt - waiter.joinedAt).finally(() => {
      this.#starting--
      // One that failed, or was given up, says nothing about the others.
      if (waiter.owner.readyInstance(waiter.name))
        this.#startMs += (clock.now() - beganAt - this.#startMs) * NEWEST_SHARE
      this.#dispatch()
    })
    inBackground(started, log, { sessionId: waiter.owner.stored.id, name: waiter.name })
  }

  #remove(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((candidate) => candidate !== waiter)
  }

  #askForRoom(): void {
    if (this.#isMakingRoom) return
    this.#isMakingRoom = true
    const made = this.#makeRoom()
      .finally(() => (this.#isMakingRoom = false))
      .then((isMade) => {
        if (isMade) this.#dispatch()
      })
    inBackground(made, this.#options.log, { about: 'room for those who wait' })
  }

  #tellPlaces(): void {
    if (this.#waiters.length === 0) return
    const { admission, clock, ends } = this.#options
    const situation = {
      isFull: this.#shortage !== null,
      startMs: this.#startMs,
      parallel: admission.parallel,
      ends: ends(),
      now: clock.now(),
    }
    startOrder(this.#waiters).forEach(({ owner, name }, index) => {
      const position = index + 1
      const estimateSeconds = roundSeconds(estimateWait({ ...situation, position }))
      const place = { position, estimateSeconds, isFull: situation.isFull }
      const state = owner.instances.get(name)
      if (state?.status === 'starting' && isSamePlace(state.place, place)) return
      owner.update(name, { type: 'waiting', place })
    })
  }
}

function roundSeconds(ms: number | null): number | null {
  if (ms === null) return null
  const step = ms < 60_000 ? SHORT_STEP_SECONDS : LONG_STEP_SECONDS
  return Math.max(1, Math.ceil(ms / 1_000 / step)) * step
}

function isSamePlace(a: WaitingPlace | undefined, b: WaitingPlace): boolean {
  return a?.position === b.position && a.estimateSeconds === b.estimateSeconds && a.isFull === b.isFull
}
