import { AckCounter } from '../protocol/ack-counter.ts'
import { INPUT_ACK_BYTES } from '../protocol/limits.ts'

/** Browser tabs whose input can be resumed; one more forgets the one that has been away the longest. */
const MAX_RUNS = 32

/**
 * What browser tabs have typed into one terminal, each counted over all of its connections: a tab that comes back hears
 * which of its keys have arrived, so that none is lost or typed twice.
 */
export class InputRuns {
  readonly #runs = new Map<string, AckCounter>()

  /** `isKnown`: the tab has been here before. */
  open(id: string): { run: AckCounter; isKnown: boolean } {
    const known = this.#runs.get(id)
    const run = known ?? new AckCounter(INPUT_ACK_BYTES)
    // A Map keeps the order in which its keys came.
    this.#runs.delete(id)
    this.#runs.set(id, run)
    if (this.#runs.size > MAX_RUNS) this.#runs.delete(this.#runs.keys().next().value!)
    return { run, isKnown: known !== undefined }
  }
}
