import type { TeachServerMessage } from '../../../server/protocol/cockpit.ts'
import type { SeatId } from '../../../server/protocol/workshop.ts'

export type Picture = Omit<Extract<TeachServerMessage, { type: 'picture' }>, 'type'>

/** The newest small picture of each terminal. Apart from the store: a new one is drawn, and nothing else changes. */
export class Pictures {
  readonly #newest = new Map<SeatId, Picture>()
  #listener: ((picture: Picture) => void) | undefined

  arrived(picture: Picture): void {
    this.#newest.set(picture.seat, picture)
    this.#listener?.(picture)
  }

  /** Forgets all others. */
  keep(isKept: (seat: SeatId) => boolean): void {
    for (const seat of this.#newest.keys()) if (!isKept(seat)) this.#newest.delete(seat)
  }

  of(seat: SeatId): Picture | undefined {
    return this.#newest.get(seat)
  }

  /** One listener, the wall. What is returned ends it. */
  listen(listener: (picture: Picture) => void): () => void {
    this.#listener = listener
    return () => {
      if (this.#listener === listener) this.#listener = undefined
    }
  }
}
