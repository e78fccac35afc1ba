import type { TeachServerMessage } from '../protocol/cockpit.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { LiveWorkshop } from '../services/live-workshop.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Terminals } from '../services/terminals.ts'

/** A picture shows what was printed last: the end of a screen. */
const PICTURE_BYTES = 1_000
/** All pictures of a cockpit together in a second, so that a wall of 100 stays below 1 Mbit/s. */
export const BYTES_PER_SECOND = 90_000
const TICK_MS = 1_000

interface WallServices {
  sessions: Pick<Sessions, 'bySeat'>
  terminals: Pick<Terminals, 'positions'>
}

type Picture = Extract<TeachServerMessage, { type: 'picture' }>

/** Small pictures of participants' terminals, for one cockpit: those in view, when they have changed. */
export class Wall implements Disposable {
  readonly #workshop: Pick<LiveWorkshop, 'seats'>
  readonly #services: WallServices
  readonly #send: (picture: Picture) => void
  readonly #timer: NodeJS.Timeout
  #seats: readonly SeatId[] = []
  /** Who comes first in the next second, so that nobody is left out when there is too much. */
  #turn = 0
  /** Bytes that may still be sent in this second. */
  #room = BYTES_PER_SECOND
  /** Up to where each terminal of a seat has been shown. */
  readonly #shown = new Map<SeatId, Map<string, string>>()

  constructor(
    workshop: Pick<LiveWorkshop, 'seats'>,
    services: WallServices,
    send: (picture: Picture) => void,
  ) {
    this.#workshop = workshop
    this.#services = services
    this.#send = send
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  /** What comes into view anew is sent even if nothing has changed. */
  show(seats: readonly SeatId[]): void {
    const known = new Set(this.#seats)
    for (const seat of seats) if (!known.has(seat)) this.#shown.delete(seat)
    this.#seats = seats
    this.#draw()
  }

  /** Another second. */
  tick(): void {
    this.#room = BYTES_PER_SECOND
    this.#draw()
  }

  #draw(): void {
    const first = this.#turn
    for (let count = 0; count < this.#seats.length && this.#room > 0; count++) {
      const index = (first + count) % this.#seats.length
      this.#room -= this.#picture(this.#seats[index]!)
      if (this.#room <= 0) this.#turn = index + 1
    }
  }

  /** Bytes that were sent. */
  #picture(id: SeatId): number {
    const seat = this.#workshop.seats.get(id)
    const session = this.#services.sessions.bySeat(id)
    if (!session || !seat?.stored.isOnWall) {
      this.#shown.delete(id)
      return 0
    }
    const shown = this.#shown.get(id) ?? new Map<string, string>()
    this.#shown.set(id, shown)
    const changed = this.#services.terminals
      .positions(session)
      .filter(({ key, position }) => shown.get(key) !== position)
    const newest = changed.at(-1)
    if (!newest) return 0
    for (const { key, position } of changed) shown.set(key, position)
    const { size, screen = '', bytes } = newest.recent(PICTURE_BYTES)
    const output = screen + Buffer.from(bytes).toString('utf8')
    this.#send({ type: 'picture', seat: id, instance: newest.instance, ...size, output })
    // An escape takes six bytes in JSON.
    return Buffer.byteLength(JSON.stringify(output))
  }
}
