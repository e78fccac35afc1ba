import { isDeepStrictEqual } from 'node:util'
import { isSameName } from '../domain/is-same-name.ts'
import { afterClass, withoutSeat, type RoomState } from '../domain/room.ts'
import { inBackground } from '../lib/background.ts'
import { KeyedLock } from '../lib/keyed-lock.ts'
import { LatestWrites } from '../lib/latest-writes.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { StoredInstructor, StoredSeat, StoredWorkshop, WorkshopStore } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import type { Closer } from '../protocol/timeline.ts'
import type { SeatId, WorkshopChange, WorkshopId, WorkshopRequest } from '../protocol/workshop.ts'
import { changedPlan } from './changed-plan.ts'
import type { LiveSession } from './live-session.ts'
import { LiveWorkshop, type LiveSeat } from './live-workshop.ts'
import { madeBefore } from './made-before.ts'
import { newSeat, newWorkshop } from './new-rows.ts'
import { columnsOfPlan, requireOffered, requirePlan } from './plan-requirements.ts'
import { readSeats } from './read-seats.ts'
import { SeatIndex, type SeatInWorkshop } from './seat-index.ts'
import { SeatProgress } from './seat-progress.ts'
import { freeCode, freeName } from './workshop-names.ts'
import type { Sessions } from './sessions.ts'

export interface WorkshopsOptions {
  store: WorkshopStore
  catalog: LabCatalog
  sessions: Sessions
  /** What the machine offers. */
  hubModes: HubModes
  clock: Clock
  log: Logger
}

/** All workshops and who is in them, in memory; the store is the truth. */
export class Workshops implements AsyncDisposable {
  readonly #options: WorkshopsOptions
  readonly #byId = new Map<WorkshopId, LiveWorkshop>()
  readonly #seats = new SeatIndex()
  readonly #locks = new KeyedLock()
  readonly #writes = new LatestWrites()
  readonly #listeners = new Set<(workshop: LiveWorkshop) => void>()

  constructor(options: WorkshopsOptions) {
    this.#options = options
  }

  /** Takes up what there was when the broker stopped. Sessions must be there already. */
  async restore(): Promise<void> {
    const { store, sessions } = this.#options
    for (const stored of await store.all()) this.#add(stored)
    for (const { stored, progress } of await readSeats(store)) {
      const workshop = this.#byId.get(stored.workshopId)
      if (!workshop) continue
      const seat = this.#seat(workshop, stored)
      seat.progress.restore(progress)
      const session = sessions.bySeat(stored.id)
      if (!session) continue
      session.workshopEndsAt = workshop.stored.plan.endsAt
      seat.progress.follow(session)
    }
  }

  /** Something has changed in one of them; called once after each burst of changes. */
  onChanged(listener: (workshop: LiveWorkshop) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  all(): LiveWorkshop[] {
    return [...this.#byId.values()]
  }

  byId(id: WorkshopId): LiveWorkshop | undefined {
    return this.#byId.get(id)
  }

  bySeatToken(token: string): SeatInWorkshop | undefined {
    return this.#seats.byToken(token)
  }

  bySeat(id: SeatId | null): SeatInWorkshop | undefined {
    return id === null ? undefined : this.#seats.byId(id)
  }

  /** Throws NO_SEAT for who has left. */
  requireThere({ stored }: LiveSeat): void {
    if (!this.#seats.byId(stored.id)) throw new LabError('NO_SEAT')
  }

  /**
   * The same request again answers with what it has made. Throws WORKSHOP_MADE, LAB_NOT_FOUND, CHAPTER_NOT_FOUND,
   * HUB_MODE_NOT_OFFERED or END_IN_PAST.
   */
  create(request: WorkshopRequest, instructor: StoredInstructor): Promise<LiveWorkshop> {
    return this.#locks.run(`create ${instructor.id}`, async () => {
      const made = madeBefore(this.all(), { request, instructor })
      if (made) return made
      const { requestId = null, ...plan } = request
      const now = this.#options.clock.now()
      requirePlan(plan, { ...this.#options, now })
      const stored = newWorkshop({ plan, requestId, joinCode: this.#freeCode(), instructor, now })
      await this.#options.store.save(stored)
      return this.#add(stored)
    })
  }

  /**
   * Lab and chapters stay as they are: what has been done is counted by them. Throws SEATS_TAKEN for fewer seats than
   * are taken, as who works must not be on the waiting list from one moment to the next; HUB_MODE_NOT_OFFERED,
   * PLAN_TIMES or END_IN_PAST.
   */
  async change(workshop: LiveWorkshop, change: WorkshopChange): Promise<void> {
    if (change.seats !== undefined) workshop.requireSeats(change.seats)
    if (change.hub !== undefined) requireOffered({ hub: change.hub }, this.#options)
    const changed = changedPlan(workshop.stored, change, this.#options.clock.now())
    for (const session of this.#sessionsOf(workshop)) session.workshopEndsAt = changed.plan.endsAt
    await this.#save(workshop, changed)
  }

  /** The one before opens nothing any more. */
  async newCode(workshop: LiveWorkshop): Promise<void> {
    await this.#save(workshop, { joinCode: this.#freeCode() })
  }

  async addTeacher(id: WorkshopId, instructorId: string): Promise<void> {
    const workshop = this.#byId.get(id)
    if (!workshop || workshop.roleOf(instructorId)) return
    const teachers = [...workshop.stored.teachers, { instructorId, role: 'co-instructor' as const }]
    await this.#save(workshop, { teachers })
  }

  /**
   * Who is no longer its co-instructor looks into no terminal any more, and presents none; open cockpits close by
   * themselves. Throws TEACHER_NOT_FOUND, also for whose workshop it is.
   */
  async removeTeacher(workshop: LiveWorkshop, instructorId: string): Promise<void> {
    if (workshop.roleOf(instructorId) !== 'co-instructor') throw new LabError('TEACHER_NOT_FOUND')
    const teachers = workshop.stored.teachers.filter((one) => one.instructorId !== instructorId)
    const saved = this.#save(workshop, { teachers })
    workshop.endAllOf(instructorId)
    await saved
  }

  /** Ends it now: all sessions of its seats end. Idempotent. */
  async end(workshop: LiveWorkshop): Promise<void> {
    if (workshop.stored.endedAt === null) await this.#save(workshop, { endedAt: this.#options.clock.now() })
    await this.settle(workshop)
  }

  /** It can be brought back for UNDO_MS; the sessions go on until then, but nobody looks into them any more. */
  async delete(workshop: LiveWorkshop): Promise<void> {
    workshop.stopLooking()
    await this.#save(workshop, { deletedAt: this.#options.clock.now() })
  }

  async restoreDeleted(workshop: LiveWorkshop): Promise<void> {
    await this.#save(workshop, { deletedAt: null })
  }

  /** Of a workshop that takes people in. Throws WRONG_CODE or WORKSHOP_ENDED. */
  byCode(code: string): LiveWorkshop {
    const workshop = this.all().find(({ stored }) => stored.joinCode === code)
    const phase = workshop?.phase(this.#options.clock.now())
    if (!workshop || phase === 'deleted') throw new LabError('WRONG_CODE')
    if (phase === 'ended') throw new LabError('WORKSHOP_ENDED')
    return workshop
  }

  /** `name` undefined: a generated one. Answers with the secret of the personal link. Throws NAME_TAKEN or CAPACITY_FULL. */
  join(workshop: LiveWorkshop, name: string | undefined): Promise<{ seat: LiveSeat; token: string }> {
    return this.#locks.run(workshop.stored.id, async () => {
      const taken = (wanted: string) =>
        [...workshop.seats.values()].some(({ stored }) => isSameName(stored.name, wanted))
      if (name !== undefined && taken(name)) throw new LabError('NAME_TAKEN')
      workshop.requireRoomToWait()
      const about = { workshopId: workshop.stored.id, now: this.#options.clock.now() }
      const { stored, token } = newSeat({ ...about, name: name ?? freeName(taken) })
      await this.#options.store.saveSeat(stored)
      const seat = this.#seat(workshop, stored)
      workshop.changed()
      return { seat, token }
    })
  }

  /** Frees the place; its session ends. Idempotent. When the store fails, everything is as it was. */
  leave({ workshop, seat }: SeatInWorkshop, by: Closer = 'instructor'): Promise<void> {
    const { id } = seat.stored
    const { sessions, clock } = this.#options
    return this.#inTurn(seat, async () => {
      if (!workshop.seats.has(id)) return
      // First, as a seat that is free here alone would come back with a restart.
      await this.#options.store.saveSeat({ ...seat.stored, leftAt: clock.now() })
      workshop.seats.delete(id)
      this.#seats.remove(seat)
      workshop.setWatch(id, null)
      this.setRoom(workshop, withoutSeat(workshop.room, id))
      const session = sessions.bySeat(id)
      session?.broadcast({ type: 'class', class: null })
      if (session) await sessions.close(session, by)
    })
  }

  /** Throws NO_SEAT. */
  setOnWall({ workshop, seat }: SeatInWorkshop, isOnWall: boolean): Promise<void> {
    return this.#inTurn(seat, async () => {
      this.requireThere(seat)
      const stored = { ...seat.stored, isOnWall }
      await this.#options.store.saveSeat(stored)
      seat.stored = stored
      workshop.changed()
    })
  }

  /** Kept, and told to all who are in it; nothing when it is as it was. */
  setRoom(workshop: LiveWorkshop, room: RoomState): void {
    if (isDeepStrictEqual(room, workshop.room)) return
    inBackground(this.#save(workshop, { room }), this.#options.log, { workshop: workshop.stored.id })
  }

  /** Ends what still goes on in a workshop that is over. Idempotent. */
  async settle(workshop: LiveWorkshop): Promise<void> {
    this.setRoom(workshop, afterClass(workshop.room))
    await this.#closeSessions(workshop)
  }

  /** For good, with all that was done in it. */
  async remove(workshop: LiveWorkshop): Promise<void> {
    const { id } = workshop.stored
    this.#byId.delete(id)
    for (const seat of workshop.seats.values()) this.#seats.remove(seat)
    await this.#closeSessions(workshop)
    await this.#options.store.remove(id)
  }

  /** Writes down what has changed just now. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writes[Symbol.asyncDispose]()
  }

  /** What changes a seat: what was read before must not be written over what came after. */
  #inTurn(seat: LiveSeat, change: () => Promise<void>): Promise<void> {
    return this.#locks.run(`change ${seat.stored.id}`, change)
  }

  async #closeSessions(workshop: LiveWorkshop): Promise<void> {
    const { sessions } = this.#options
    if (workshop.watches.size > 0 || workshop.presentation) workshop.stopLooking()
    await Promise.all(this.#sessionsOf(workshop).map((session) => sessions.close(session, 'workshop')))
  }

  #sessionsOf(workshop: LiveWorkshop): LiveSession[] {
    return [...workshop.seats.keys()].flatMap((id) => this.#options.sessions.bySeat(id) ?? [])
  }

  #freeCode(): string {
    return freeCode((code) => this.all().some(({ stored }) => stored.joinCode === code))
  }

  #add(stored: StoredWorkshop): LiveWorkshop {
    const workshop = new LiveWorkshop(stored, columnsOfPlan(stored.plan, this.#options))
    this.#byId.set(stored.id, workshop)
    workshop.onChanged(() => {
      for (const listener of [...this.#listeners]) listener(workshop)
    })
    return workshop
  }

  #seat(workshop: LiveWorkshop, stored: StoredSeat): LiveSeat {
    const { store, clock, log } = this.#options
    const { lab } = workshop.stored.plan
    const about = { seatId: stored.id, lab, columns: workshop.columns }
    const seat = { stored, progress: new SeatProgress({ ...about, store, clock, log }) }
    workshop.seats.set(stored.id, seat)
    this.#seats.add({ workshop, seat })
    return seat
  }

  /** In memory at once, so that nothing that comes after sees what was before. */
  async #save(workshop: LiveWorkshop, change: Partial<StoredWorkshop>): Promise<void> {
    workshop.restate({ ...workshop.stored, ...change })
    const { id } = workshop.stored
    await this.#writes.ask(id, async () => {
      // Removed meanwhile: it must not come back.
      if (this.#byId.get(id) === workshop) await this.#options.store.save(workshop.stored)
    })
  }
}
