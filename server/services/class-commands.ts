import { withHand, withNote, type RoomState } from '../domain/room.ts'
import { randomBase32 } from '../lib/random.ts'
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import type { ClassItemId } from '../protocol/class.ts'
import type { ClassCommand } from '../protocol/cockpit.ts'
import { LabError } from '../protocol/errors.ts'
import type { TerminalRef } from '../protocol/ids.ts'
import { MAX_WORKSHOP_MS, type SeatId } from '../protocol/workshop.ts'
import type { Instances } from './instances.ts'
import type { LiveSession } from './live-session.ts'
import type { LiveWorkshop } from './live-workshop.ts'
import { resetInstances } from './reset-instances.ts'
import type { Sessions } from './sessions.ts'
import type { Workshops } from './workshops.ts'

const MINUTE_MS = 60_000
const ALL_AT_LIMIT =
  'There is no more time to give: a workshop lasts a week at most, and all sessions have what a session may have.'

export interface Teacher {
  instructor: StoredInstructor
  /** Of their own, in the same browser. */
  session: LiveSession | undefined
}

export interface ClassCommandsOptions {
  workshops: Workshops
  sessions: Sessions
  instances: Instances
  clock: Clock
  log: Logger
}

type CommandOf<Type extends ClassCommand['type']> = Extract<ClassCommand, { type: Type }>

/** What instructors do in a workshop that is under way. */
export class ClassCommands {
  readonly #options: ClassCommandsOptions

  constructor(options: ClassCommandsOptions) {
    this.#options = options
  }

  /**
   * Throws SEAT_NOT_FOUND, CHAPTER_NOT_FOUND, STEP_NOT_FOUND, ITEM_GONE, INSTANCE_NOT_FOUND, INSTANCE_NOT_READY,
   * TERMINAL_NOT_FOUND, NO_SESSION, EXTENSION_LIMIT, RESET_INCOMPLETE, or what `Instances.requireStarts` throws.
   */
  async run(workshop: LiveWorkshop, by: Teacher, command: ClassCommand): Promise<void> {
    switch (command.type) {
      case 'set-pace':
        return this.#setPace(workshop, command)
      case 'send':
      case 'offer':
        return this.#send(workshop, by, command)
      case 'ask':
      case 'close-poll':
      case 'dismiss-poll':
        return this.#poll(workshop, command)
      case 'start-timer':
        return this.#change(workshop, {
          timer: { label: command.label, endsAt: this.#now() + command.seconds * 1_000 },
        })
      case 'stop-timer':
        return this.#change(workshop, { timer: null })
      case 'eyes-front':
        return this.#change(workshop, {
          eyesFront: command.text === null ? null : { text: command.text, since: this.#now() },
        })
      case 'lower-hand':
        return this.#options.workshops.setRoom(workshop, withHand(workshop.room, command.seat, null))
      case 'ask-watch':
        return this.#askWatch(workshop, by, command)
      case 'end-watch':
        return workshop.setWatch(command.seat, null)
      case 'present':
        return this.#present(workshop, by, command.terminal)
      case 'remove-seats':
        return this.#remove(workshop, command.seats)
      case 'end-workshop':
        return this.#options.workshops.end(workshop)
      case 'extend':
      case 'reset':
      case 'end-session':
        return this.#toSessions(workshop, command)
    }
  }

  #now(): number {
    return this.#options.clock.now()
  }

  #change(workshop: LiveWorkshop, change: Partial<RoomState>): void {
    this.#options.workshops.setRoom(workshop, { ...workshop.room, ...change })
  }

  #setPace(workshop: LiveWorkshop, { chapter, step }: CommandOf<'set-pace'>): void {
    if (chapter === null) return this.#change(workshop, { pace: null })
    const isKnown = workshop.columns.some((column) => column.chapter === chapter)
    if (!isKnown) throw new LabError('CHAPTER_NOT_FOUND')
    if (step !== null && !workshop.columns.some((one) => one.chapter === chapter && one.step === step))
      throw new LabError('STEP_NOT_FOUND')
    const { pace } = workshop.room
    if (pace?.chapter === chapter && pace.step === step) return
    this.#change(workshop, { pace: { chapter, step, since: this.#now() } })
  }

  #send(
    workshop: LiveWorkshop,
    { instructor }: Teacher,
    command: CommandOf<'send'> | CommandOf<'offer'>,
  ): void {
    const { to, text } = command
    const kind = command.type === 'offer' ? 'offer' : command.kind
    const receivers = to === null ? [...workshop.seats.values()] : [workshop.requireSeat(to)]
    if (kind === 'hint') for (const { progress } of receivers) progress.countHint()
    const note = {
      id: newItemId(),
      at: this.#now(),
      from: instructor.name,
      kind,
      text,
      command: command.type === 'offer' ? command.command : null,
      to,
    } as const
    this.#options.workshops.setRoom(workshop, withNote(workshop.room, note))
  }

  #poll(
    workshop: LiveWorkshop,
    command: CommandOf<'ask'> | CommandOf<'close-poll'> | CommandOf<'dismiss-poll'>,
  ): void {
    if (command.type === 'dismiss-poll') return this.#change(workshop, { poll: null })
    if (command.type === 'ask') {
      const { question, options } = command
      const poll = { id: newItemId(), question, options, isOpen: true, isShared: false, answers: {} }
      return this.#change(workshop, { poll })
    }
    const { poll } = workshop.room
    if (!poll) throw new LabError('ITEM_GONE')
    this.#change(workshop, { poll: { ...poll, isOpen: false, isShared: command.isShared } })
  }

  #askWatch(workshop: LiveWorkshop, { instructor }: Teacher, command: CommandOf<'ask-watch'>): void {
    const { seat, mode, instance, terminal } = command
    workshop.requireSeat(seat)
    const session = this.#requireSession(seat)
    requireTerminal(session, { instance, terminal })
    const ending = new AbortController()
    // What was allowed in one session was not in the next one of the same seat.
    session.closing.signal.addEventListener('abort', () => {
      if (workshop.watches.get(seat)?.ending === ending) workshop.setWatch(seat, null)
    })
    workshop.setWatch(seat, {
      id: newItemId(),
      by: instructor.name,
      instructorId: instructor.id,
      mode,
      status: 'asked',
      instance,
      terminal,
      since: this.#now(),
      ending,
    })
  }

  #present(workshop: LiveWorkshop, { instructor, session }: Teacher, terminal: TerminalRef | null): void {
    if (terminal === null) return workshop.setPresentation(null)
    if (!session) throw new LabError('NO_SESSION')
    requireTerminal(session, terminal)
    const ending = new AbortController()
    session.closing.signal.addEventListener('abort', () => {
      if (workshop.presentation?.ending === ending) workshop.setPresentation(null)
    })
    workshop.setPresentation({
      by: instructor.name,
      instructorId: instructor.id,
      ...terminal,
      session,
      ending,
    })
  }

  /**
   * Of one, or of all who have one. Time is given as far as there may be more, and refused when that is none: one rule for
   * sessions and the workshop.
   */
  async #toSessions(
    workshop: LiveWorkshop,
    command: CommandOf<'extend'> | CommandOf<'reset'> | CommandOf<'end-session'>,
  ): Promise<void> {
    const { sessions } = this.#options
    const { to } = command
    const targets =
      to === null
        ? [...workshop.seats.keys()].flatMap((seat) => {
            const session = sessions.bySeat(seat)
            return session ? { seat, session } : []
          })
        : [{ seat: null, session: this.#requireSession(workshop.requireSeat(to).stored.id) }]
    if (command.type === 'reset') return resetInstances(targets, this.#options)
    const open = targets.map(({ session }) => session)
    if (command.type === 'end-session')
      return void (await Promise.all(open.map((one) => sessions.close(one, 'instructor'))))
    const addedMs = command.minutes * MINUTE_MS
    const hasMoved = to === null && (await this.#moveEnd(workshop, addedMs))
    const given = await Promise.all(open.map((session) => this.#giveTime(session, addedMs)))
    if (hasMoved || given.includes(true)) return
    throw new LabError('EXTENSION_LIMIT', to === null ? { detail: ALL_AT_LIMIT } : {})
  }

  /** Who has left by themselves meanwhile is no mistake. Throws SEAT_NOT_FOUND when that is everybody. */
  async #remove(workshop: LiveWorkshop, ids: readonly SeatId[]): Promise<void> {
    const there = [...new Set(ids)].flatMap((id) => workshop.seats.get(id) ?? [])
    if (there.length === 0) throw new LabError('SEAT_NOT_FOUND')
    // All at once: who waits and is removed, too, must not have a seat for a moment.
    await Promise.all(there.map((seat) => this.#options.workshops.leave({ workshop, seat })))
  }

  /** As much as a workshop may last. False: it has that already. */
  async #moveEnd(workshop: LiveWorkshop, addedMs: number): Promise<boolean> {
    const { plan, endedAt } = workshop.stored
    const now = this.#now()
    const endsAt = Math.min(Math.max(plan.endsAt, now) + addedMs, plan.startsAt + MAX_WORKSHOP_MS)
    // One that was ended before its time is open again.
    const isMore = endsAt > plan.endsAt || endedAt !== null
    if (!isMore || endsAt <= now) return false
    await this.#options.workshops.change(workshop, { endsAt })
    return true
  }

  /** As much as a session may have. False: it has that already. */
  async #giveTime(session: LiveSession, addedMs: number): Promise<boolean> {
    try {
      await this.#options.sessions.extend(session, addedMs, 'instructor')
      return true
    } catch (error) {
      if (error instanceof LabError && error.code === 'EXTENSION_LIMIT') return false
      throw error
    }
  }

  #requireSession(seat: SeatId): LiveSession {
    const session = this.#options.sessions.bySeat(seat)
    if (!session) throw new LabError('NO_SESSION', { detail: 'This participant has no session now.' })
    return session
  }
}

export function newItemId(): ClassItemId {
  return randomBase32(12) as ClassItemId
}

function requireTerminal(session: LiveSession, { instance, terminal }: TerminalRef): void {
  const { id } = session.requireReady(instance)
  if (!session.hasTerminal(id, terminal)) throw new LabError('TERMINAL_NOT_FOUND')
}
