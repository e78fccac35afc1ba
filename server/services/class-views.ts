import { roomForSeat } from '../domain/room.ts'
import type { Clock } from '../ports/clock.ts'
import type { ClassView } from '../protocol/class.ts'
import type { Instructors } from './instructors.ts'
import type { LiveSession } from './live-session.ts'
import { viewPresentation, viewWatch, type LiveWorkshop } from './live-workshop.ts'
import type { Sessions } from './sessions.ts'
import type { SeatInWorkshop } from './seat-index.ts'
import type { Workshops } from './workshops.ts'

/** How soon a change of the clock alone, such as the start, is told. */
const TICK_MS = 5_000

/** What a participant's pages are told; the personal link is theirs, who have its secret in a cookie. */
export type SharedClassView = Omit<ClassView, 'personalUrl'>

export interface ClassViewsOptions {
  workshops: Workshops
  sessions: Sessions
  instructors: Instructors
  clock: Clock
}

/** Keeps the pages of all participants up to date about their workshop. */
export class ClassViews implements Disposable {
  readonly #options: ClassViewsOptions
  readonly #following: Disposable
  /** What each session was told last, as JSON. */
  readonly #told = new WeakMap<LiveSession, string>()
  readonly #timer: NodeJS.Timeout

  constructor(options: ClassViewsOptions) {
    this.#options = options
    this.#following = options.workshops.onChanged((workshop) => this.#tell(workshop))
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.#following[Symbol.dispose]()
  }

  view({ workshop, seat: { stored } }: SeatInWorkshop): SharedClassView {
    const { instructors } = this.#options
    const { plan, teachers } = workshop.stored
    const position = workshop.waitingPosition(stored.id)
    const watch = workshop.watches.get(stored.id)
    const { presentation } = workshop
    return {
      title: plan.title,
      teachers: teachers.map(({ instructorId }) => instructors.nameOf(instructorId)),
      lab: plan.lab,
      chapters: plan.chapters,
      hub: plan.hub,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
      phase: this.#phaseForSeats(workshop),
      name: stored.name,
      status: position === null ? 'seated' : 'waiting',
      position,
      ...roomForSeat(workshop.room, stored.id),
      watch: watch ? viewWatch(watch) : null,
      presentation: presentation && viewPresentation(presentation),
      isOnWall: stored.isOnWall,
    }
  }

  /** For who has joined, the doors open before the start. */
  #phaseForSeats(workshop: LiveWorkshop): ClassView['phase'] {
    const now = this.#options.clock.now()
    const phase = workshop.phase(now)
    if (phase === 'deleted') return 'ended'
    return phase === 'scheduled' && now >= workshop.doorsOpenAt ? 'open' : phase
  }

  /** Tells what the clock has changed. */
  tick(): void {
    for (const workshop of this.#options.workshops.all()) this.#tell(workshop)
  }

  #tell(workshop: LiveWorkshop): void {
    for (const seat of workshop.seats.values()) {
      const session = this.#options.sessions.bySeat(seat.stored.id)
      if (!session) continue
      const view = this.view({ workshop, seat })
      const text = JSON.stringify(view)
      if (this.#told.get(session) === text) continue
      this.#told.set(session, text)
      session.broadcast({ type: 'class', class: { ...view, personalUrl: '' } })
    }
  }
}
