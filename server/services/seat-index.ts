import { sha256Hex } from '../lib/random.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { LiveSeat, LiveWorkshop } from './live-workshop.ts'

/** A place, and the workshop that it is in. */
export interface SeatInWorkshop {
  workshop: LiveWorkshop
  seat: LiveSeat
}

/** The places of all workshops: each request looks for one, by its secret or by its id. */
export class SeatIndex {
  readonly #byTokenHash = new Map<string, SeatInWorkshop>()
  readonly #byId = new Map<SeatId, SeatInWorkshop>()

  add(place: SeatInWorkshop): void {
    const { id, tokenHash } = place.seat.stored
    this.#byTokenHash.set(tokenHash, place)
    this.#byId.set(id, place)
  }

  /** Idempotent. */
  remove({ stored }: LiveSeat): void {
    this.#byTokenHash.delete(stored.tokenHash)
    this.#byId.delete(stored.id)
  }

  byToken(token: string): SeatInWorkshop | undefined {
    return this.#byTokenHash.get(sha256Hex(token))
  }

  byId(id: SeatId): SeatInWorkshop | undefined {
    return this.#byId.get(id)
  }
}
