import { INPUT_ACK_BYTES } from '../protocol/limits.ts'

/** Browser tabs whose input can be resumed; one more forgets the one that has been away the longest. */
const MAX_RUNS = 32

/** What one browser tab has typed into one terminal, counted over all of its connections. */
export class InputRun {
  #received = 0
  #reported = 0

  get received(): number {
    return this.#received
  }

  /** Returns the offset that is to be reported now, if any. */
  take(bytes: number): number | undefined {
    this.#received += bytes
    if (this.#received - this.#reported < INPUT_ACK_BYTES) return undefined
    this.#reported = this.#received
    return this.#received
  }
}

/** Lets a tab that comes back know which of its keys have arrived, so that none is lost or typed twice. */
export class InputRuns {
  readonly #runs = new Map<string, InputRun>()

  /** `isKnown`: the tab has been here before. */
  open(id: string): { run: InputRun; isKnown: boolean } {
    const known = this.#runs.get(id)
    const run = known ?? new InputRun()
    // A Map keeps the order in which its keys came.
    this.#runs.delete(id)
    this.#runs.set(id, run)
    if (this.#runs.size > MAX_RUNS) this.#runs.delete(this.#runs.keys().next().value!)
    return { run, isKnown: known !== undefined }
  }
}
