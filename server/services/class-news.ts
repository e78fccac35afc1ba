import type { Room, SeatRow } from '../protocol/cockpit.ts'
import type { LiveWorkshop } from './live-workshop.ts'

/** What the clock changes in a class is told that often: a verified step shows within a second. */
const TICK_MS = 500

/** A row, and as text what is compared to tell whether it is news. */
export interface RowState {
  row: SeatRow
  text: string
}

/** A class as it is now, made once for all of its cockpits. */
export interface ClassState {
  room: Room
  rows: readonly RowState[]
}

interface Followed {
  listeners: Set<(state: ClassState) => void>
  stop: DisposableStack
}

/** Tells the cockpits of each workshop how it is, all in the same turn and from the same rows. */
export class ClassNews {
  readonly #make: (workshop: LiveWorkshop) => ClassState
  readonly #followed = new Map<LiveWorkshop, Followed>()

  constructor(make: (workshop: LiveWorkshop) => ClassState) {
    this.#make = make
  }

  /** Calls at once when somebody does something in the class, and twice a second, until disposed. */
  follow(workshop: LiveWorkshop, listener: (state: ClassState) => void): Disposable {
    const followed = this.#followed.get(workshop) ?? this.#start(workshop)
    followed.listeners.add(listener)
    return {
      [Symbol.dispose]: () => {
        if (!followed.listeners.delete(listener) || followed.listeners.size > 0) return
        this.#followed.delete(workshop)
        followed.stop.dispose()
      },
    }
  }

  #start(workshop: LiveWorkshop): Followed {
    const listeners: Followed['listeners'] = new Set()
    const tell = (): void => {
      const state = this.#make(workshop)
      for (const listener of [...listeners]) listener(state)
    }
    const stop = new DisposableStack()
    stop.use(workshop.onChanged(tell))
    const timer = setInterval(tell, TICK_MS).unref()
    stop.defer(() => clearInterval(timer))
    const followed = { listeners, stop }
    this.#followed.set(workshop, followed)
    return followed
  }
}
