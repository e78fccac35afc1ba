import { decideStuck } from '../domain/class-progress.ts'
import { roomForTeachers } from '../domain/room.ts'
import type { Clock } from '../ports/clock.ts'
import type { Room, SeatRow } from '../protocol/cockpit.ts'
import type { SeatId, TeacherRole, WorkshopView } from '../protocol/workshop.ts'
import { formatJoinCode } from '../protocol/workshop.ts'
import { ClassNews, type ClassState } from './class-news.ts'
import { ClassTimes } from './class-times.ts'
import type { Instructors } from './instructors.ts'
import { viewPresentation, viewWatch, type LiveSeat, type LiveWorkshop } from './live-workshop.ts'
import type { Presence } from './presence.ts'
import { rowNews } from './row-news.ts'
import type { Sessions } from './sessions.ts'
import { UNDO_MS } from './workshop-times.ts'

/** A page that reloads is not away. */
const AWAY_AFTER_MS = 10_000

export interface CockpitOptions {
  sessions: Sessions
  presence: Pick<Presence, 'isHere'>
  instructors: Instructors
  clock: Clock
  publicUrl: URL
  /** From the end; 0: for ever. */
  workshopsKeptMs: number
}

/** A workshop as its instructors see it. */
export class Cockpit {
  readonly #options: CockpitOptions
  readonly #times = new WeakMap<LiveWorkshop, ClassTimes>()
  readonly #news = new ClassNews((workshop) => this.state(workshop))

  constructor(options: CockpitOptions) {
    this.#options = options
  }

  workshop(workshop: LiveWorkshop, role: TeacherRole | 'operator'): WorkshopView {
    const { instructors, clock, publicUrl, workshopsKeptMs } = this.#options
    const phase = workshop.phase(clock.now())
    const { id, plan, teachers, deletedAt } = workshop.stored
    const joinCode = formatJoinCode(workshop.stored.joinCode)
    return {
      id,
      ...plan,
      phase,
      joinCode,
      joinUrl: new URL(`/join/${joinCode}`, publicUrl).href,
      teachers: teachers.map(({ instructorId, role: own }) => ({
        id: instructorId,
        name: instructors.nameOf(instructorId),
        role: own,
      })),
      role,
      seated: workshop.seatedCount,
      waiting: workshop.waitingCount,
      deletedUntil: deletedAt === null ? null : deletedAt + UNDO_MS,
      keptUntil: phase === 'ended' && workshopsKeptMs > 0 ? workshop.endsAt + workshopsKeptMs : null,
    }
  }

  state(workshop: LiveWorkshop): ClassState {
    return {
      room: this.room(workshop),
      rows: this.rows(workshop).map((row) => ({ row, text: rowNews(row) })),
    }
  }

  /** Tells how it is whenever that may have changed, until disposed; of many cockpits all at once. */
  follow(workshop: LiveWorkshop, listener: (state: ClassState) => void): Disposable {
    return this.#news.follow(workshop, listener)
  }

  room(workshop: LiveWorkshop): Room {
    const { presentation } = workshop
    return {
      ...roomForTeachers(workshop.room, (seat) => workshop.seats.get(seat)?.stored.name ?? null),
      presentation: presentation && viewPresentation(presentation),
    }
  }

  rows(workshop: LiveWorkshop): SeatRow[] {
    const times = this.#times.get(workshop) ?? new ClassTimes()
    this.#times.set(workshop, times)
    const classMs = times.byColumn([...workshop.seats.values()].map(({ progress }) => progress))
    return [...workshop.seats].map(([id, seat]) => this.#row(workshop, id, { seat, classMs }))
  }

  #row(
    workshop: LiveWorkshop,
    id: SeatId,
    {
      seat: { stored, progress },
      classMs,
    }: { seat: LiveSeat; classMs: ReadonlyMap<number, readonly number[]> },
  ): SeatRow {
    const { sessions, presence, clock } = this.#options
    const session = sessions.bySeat(id)
    const now = clock.now()
    const watch = workshop.watches.get(id)
    const attempting = progress.attempting()
    const isHere = session !== undefined && presence.isHere(session, now - AWAY_AFTER_MS)
    return {
      id,
      name: stored.name,
      status: statusOf({
        isWaiting: workshop.waitingPosition(id) !== null,
        hasSession: session !== undefined,
        isHere,
        hasEnded: workshop.phase(now) === 'ended',
      }),
      joinedAt: stored.joinedAt,
      expiresAt: session?.endsAt ?? null,
      instances: [...(session?.instances.values() ?? [])].map((state) => ({
        name: state.name,
        status: state.status,
        terminals:
          state.status === 'ready' ? session!.terminals(state.instance.id).map(({ number }) => number) : [],
      })),
      chapter: session?.viewed?.chapter ?? null,
      done: [...progress.done.keys()].sort((a, b) => a - b),
      current: session ? progress.current : null,
      stuck: attempting && isHere ? decideStuck(attempting, classMs.get(attempting.column) ?? []) : null,
      hand: workshop.room.hands[id] ?? null,
      watch: watch ? viewWatch(watch) : null,
      isOnWall: stored.isOnWall,
    }
  }
}

function statusOf(seat: {
  isWaiting: boolean
  hasSession: boolean
  isHere: boolean
  hasEnded: boolean
}): SeatRow['status'] {
  if (seat.isWaiting) return 'waiting'
  if (seat.hasSession) return seat.isHere ? 'working' : 'away'
  return seat.hasEnded ? 'ended' : 'joined'
}
