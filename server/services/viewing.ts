import { FlowGate } from '../domain/flow-gate.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import type { AckCounter } from '../protocol/ack-counter.ts'
import { ACK_BYTES, FLOW_HIGH_BYTES, FLOW_LOW_BYTES } from '../protocol/limits.ts'
import type { OutputHistory } from './output-history.ts'

const GATE = { ackBytes: ACK_BYTES, low: FLOW_LOW_BYTES, high: FLOW_HIGH_BYTES }
/** One frame: small enough that a keystroke's echo on another terminal is not stuck behind it. */
const MAX_OUTPUT_BYTES = 16 * 1024

export interface Presence extends TerminalSize {
  viewers: number
  isDriving: boolean
}

/** Where a viewer's output goes, as messages of the protocol (server/protocol/messages.ts). */
export interface TerminalViewer {
  onAttached(info: {
    stream: string
    from: number
    liveFrom: number
    isReset: boolean
    screen?: string
    inputOffset: number | null
  }): void
  onOutput(bytes: Uint8Array): void
  onInputArrived(offset: number): void
  onPresence(presence: Presence): void
  onExited(): void
}

/** The output that there is, and how it is named. */
export interface Output {
  stream: string
  history: OutputHistory
  /** What is before this offset was printed long ago. */
  liveFrom: number
}

/** A viewer, how far it has been sent, and what it has typed. */
export class Viewing {
  readonly viewer: TerminalViewer
  readonly mayDrive: boolean
  /** Sees the screen as it is and what is printed from then on, and nothing of what was there before. */
  readonly isOnlooker: boolean
  readonly inputId: string
  readonly input: AckCounter
  /** That of its window. */
  size: TerminalSize
  readonly #gate = new FlowGate(GATE)
  /** What was printed long ago is still on the way: an onlooker begins behind it. */
  #held: { inputOffset: number | null } | undefined
  #presence: Presence | undefined

  constructor(
    viewer: TerminalViewer,
    options: {
      mayDrive: boolean
      isOnlooker: boolean
      inputId: string
      input: AckCounter
      size: TerminalSize
    },
  ) {
    this.viewer = viewer
    this.mayDrive = options.mayDrive
    this.isOnlooker = options.isOnlooker
    this.inputId = options.inputId
    this.input = options.input
    this.size = options.size
  }

  get isOpen(): boolean {
    return this.#gate.isOpen
  }

  /** Goes on where the viewer stopped, if that is still there. An onlooker, who may say anything, never does. */
  begin(
    output: Output,
    {
      resume,
      isInputKnown,
    }: { resume: { stream: string; offset: number } | undefined; isInputKnown: boolean },
  ): void {
    const inputOffset = isInputKnown ? this.input.offset : null
    if (this.isOnlooker) return this.#restart(output, inputOffset)
    // An offset beyond the end is one of a broker before this one: its output is on the way from the instance.
    if (resume?.stream !== output.stream || resume.offset < output.history.start)
      return this.#restart(output, inputOffset)
    const { stream, offset: from } = resume
    this.#gate.restart(from)
    this.viewer.onAttached({ stream, from, liveFrom: from, isReset: false, inputOffset })
  }

  /** Other output has taken the place of what the viewer has. */
  restart(output: Output): void {
    this.#restart(output, this.input.offset)
  }

  /** Sends what the viewer may take. A viewer whose place has been dropped starts over with what is left. */
  pump(output: Output): void {
    const { history } = output
    if (this.#held) {
      if (history.end < output.liveFrom) return
      this.#restart(output, this.#held.inputOffset)
    }
    if (this.#gate.isOpen && this.#gate.sentOffset < history.start) this.restart(output)
    while (this.#gate.isOpen && this.#gate.sentOffset < history.end) {
      const bytes = history.read(this.#gate.sentOffset, Math.min(MAX_OUTPUT_BYTES, this.#gate.room))
      this.#gate.sent(bytes.length)
      this.viewer.onOutput(bytes)
    }
  }

  /** The last words of a shell reach a slow viewer too: they are few, and no more will come. */
  finish({ history }: Output): void {
    let offset = this.#held ? history.end : Math.max(history.start, this.#gate.sentOffset)
    while (offset < history.end) {
      const bytes = history.read(offset, MAX_OUTPUT_BYTES)
      this.viewer.onOutput(bytes)
      offset += bytes.length
    }
    this.viewer.onExited()
  }

  /** False for an offset that was never sent. */
  ackedTo(offset: number): boolean {
    return this.#gate.ackedTo(offset)
  }

  tellPresence(presence: Presence): void {
    const told = this.#presence
    this.#presence = presence
    const isNews =
      told?.viewers !== presence.viewers ||
      told.isDriving !== presence.isDriving ||
      told.cols !== presence.cols ||
      told.rows !== presence.rows
    if (isNews) this.viewer.onPresence(presence)
  }

  #restart({ stream, history, liveFrom }: Output, inputOffset: number | null): void {
    this.#held = this.isOnlooker && history.end < liveFrom ? { inputOffset } : undefined
    if (this.#held) return this.#gate.restart(history.end)
    const { offset: from, screen } = this.isOnlooker ? history.current.draw() : history.snapshot()
    this.#gate.restart(from)
    this.viewer.onAttached({
      stream,
      from,
      liveFrom: Math.max(liveFrom, history.end),
      isReset: true,
      ...(screen !== undefined && { screen }),
      inputOffset,
    })
  }
}
