import { ShellTracker } from '../domain/shell-tracker.ts'
import { untilAborted } from '../lib/until-aborted.ts'
import { screenText } from './screen-text.ts'

/** What surrounds the output of a command: C before the first, D after each (OSC 133). */
const STARTS = Buffer.from('\x1b]133;C')
const ENDS = Buffer.from('\x1b]133;D')

export interface CommandResult {
  exitCode: number
  /** As it looks on the screen. */
  output: string
}

/** One terminal of the participant who plays: follows what its shell prints. */
export class ParticipantShell {
  readonly tracker = new ShellTracker()
  #output = Buffer.alloc(0)
  /** What was printed before this place has been answered. */
  #answeredTo = 0
  #commandCount = 0
  #wake = Promise.withResolvers<void>()

  receive(bytes: Uint8Array): void {
    this.#output = Buffer.concat([this.#output, bytes])
    if (this.tracker.observe(bytes)) this.#commandCount++
    this.#wake.resolve()
    this.#wake = Promise.withResolvers()
  }

  /** Before something is typed: what was printed until now is not its output. */
  begin(): {
    ended: (signal: AbortSignal) => Promise<CommandResult>
    asks: (signal: AbortSignal) => Promise<void>
  } {
    this.#output = Buffer.alloc(0)
    this.#answeredTo = 0
    const count = this.#commandCount
    return {
      ended: async (signal) => {
        await this.#until(() => this.#commandCount > count, signal)
        return { exitCode: this.tracker.exitCode ?? 0, output: await screenText(this.#printed()) }
      },
      // A program that asks leaves its question at the end of the line.
      asks: async (signal) => {
        await this.#until(() => this.tracker.isBusy && this.#isQuestion(), signal)
        this.#answeredTo = this.#output.length
      },
    }
  }

  atPrompt(signal: AbortSignal): Promise<void> {
    return this.#until(() => this.tracker.isAtPrompt, signal)
  }

  /** For a message about a command that does not end. */
  recentText(): Promise<string> {
    return screenText(this.#output)
  }

  #isQuestion(): boolean {
    return /[:?] *$/.test(this.#output.subarray(this.#answeredTo).toString('utf8'))
  }

  #printed(): Buffer {
    const from = this.#output.indexOf(STARTS)
    const to = this.#output.lastIndexOf(ENDS)
    return this.#output.subarray(from < 0 ? 0 : from, to < 0 ? undefined : to)
  }

  async #until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition()) await untilAborted(this.#wake.promise, signal)
  }
}
