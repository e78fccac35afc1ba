import type { LiveWorkshop } from './live-workshop.ts'

/** A cockpit whose network breaks, or that is reloaded, is back before that. */
const GRACE_MS = 20_000

/** Which instructors have a cockpit open. A look into a terminal ends when its instructor has gone. */
export class TeachersHere {
  readonly #counts = new WeakMap<LiveWorkshop, Map<string, number>>()

  /** A cockpit is open until this is disposed of. */
  enter(workshop: LiveWorkshop, instructorId: string): Disposable {
    this.#change(workshop, instructorId, 1)
    return {
      [Symbol.dispose]: () => {
        this.#change(workshop, instructorId, -1)
        setTimeout(() => this.#endLooks(workshop, instructorId), GRACE_MS).unref()
      },
    }
  }

  #endLooks(workshop: LiveWorkshop, instructorId: string): void {
    if ((this.#counts.get(workshop)?.get(instructorId) ?? 0) > 0) return
    workshop.endLooksOf(instructorId)
  }

  #change(workshop: LiveWorkshop, instructorId: string, by: 1 | -1): void {
    const counts = this.#counts.get(workshop) ?? new Map<string, number>()
    this.#counts.set(workshop, counts.set(instructorId, (counts.get(instructorId) ?? 0) + by))
  }
}
