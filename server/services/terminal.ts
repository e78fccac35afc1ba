import { FlowGate } from '../domain/flow-gate.ts'
import { Scrollback } from '../domain/scrollback.ts'
import { ShellTracker } from '../domain/shell-tracker.ts'
import { clampSize, isSameSize, type TerminalSize } from '../domain/terminal-size.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import { randomBase32 } from '../lib/random.ts'
import { untilAborted } from '../lib/until-aborted.ts'
import type { TerminalStream } from '../ports/provisioner.ts'
import {
  ACK_BYTES,
  FLOW_HIGH_BYTES,
  FLOW_LOW_BYTES,
  SCROLLBACK_BYTES,
  UNATTENDED_BYTES_PER_SECOND,
} from '../protocol/limits.ts'

const GATE = { ackBytes: ACK_BYTES, low: FLOW_LOW_BYTES, high: FLOW_HIGH_BYTES }
/** One frame: small enough that a keystroke's echo on another terminal is not stuck behind it. */
const MAX_OUTPUT_BYTES = 16 * 1024

/** Where a viewer's output goes. */
export interface TerminalViewer {
  /** Output from `from` follows; `isReset` when it does not continue what the viewer has. */
  onAttached(info: { stream: string; from: number; liveFrom: number; isReset: boolean }): void
  onOutput(bytes: Uint8Array): void
  onExited(): void
}

export interface Attachment extends Disposable {
  /** False for an offset that was never sent. */
  ackedTo(offset: number): boolean
}

/** A viewer and how far it has been sent. */
interface Viewing {
  viewer: TerminalViewer
  gate: FlowGate
}

/**
 * The shell of one instance: its stream, what it has printed lately, and who watches. Each viewer has a place of
 * its own in the scrollback, so that a slow one neither holds up the others nor costs memory. Reading from the
 * shell pauses while there are viewers and none of them can take more; that is what stops `yes`.
 */
export class Terminal implements AsyncDisposable {
  /** Names this run of offsets. */
  readonly id = randomBase32(13)
  readonly shell = new ShellTracker()
  readonly #scrollback = new Scrollback(SCROLLBACK_BYTES)
  readonly #viewings = new Set<Viewing>()
  readonly #onPrompt: () => void
  #stream: TerminalStream
  readonly #resizing = new AsyncLock()
  /** What viewers want, and what the shell was told. */
  #size: TerminalSize
  #toldSize: TerminalSize
  readonly #promptListeners = new Set<() => void>()
  readonly #commandListeners = new Set<() => void>()
  #isPaused = false
  #unattendedBytes = 0
  #unattendedTimer: NodeJS.Timeout | undefined

  constructor(
    stream: TerminalStream,
    options: { size: TerminalSize; onPrompt: () => void; onEnd: (reason: 'shell-exited' | 'lost') => void },
  ) {
    this.#stream = stream
    this.#size = options.size
    this.#toldSize = options.size
    this.#onPrompt = options.onPrompt
    stream.onData((bytes) => this.#receive(bytes))
    stream.onEnd(options.onEnd)
  }

  get size(): TerminalSize {
    return this.#size
  }

  write(bytes: Uint8Array): void {
    this.#stream.write(bytes)
  }

  get inputBacklogBytes(): number {
    return this.#stream.backlogBytes
  }

  inputDrained(): Promise<void> {
    return this.#stream.drained()
  }

  /** Resolves when the shell shows its prompt, at once when it does already. Rejects with the signal's reason. */
  async atPrompt(signal: AbortSignal): Promise<void> {
    if (!this.shell.isAtPrompt) await this.#next(this.#promptListeners, signal)
  }

  /** Resolves when the next command, or paste of commands, has ended. Rejects with the signal's reason. */
  commandEnded(signal: AbortSignal): Promise<void> {
    return this.#next(this.#commandListeners, signal)
  }

  /** The newest size wins. One is under way at a time, so that two requests cannot overtake each other. */
  resize(size: TerminalSize): Promise<void> {
    this.#size = clampSize(size)
    return this.#resizing.run(async () => {
      if (isSameSize(this.#size, this.#toldSize)) return
      this.#toldSize = this.#size
      await this.#stream.resize(this.#size)
    })
  }

  attach(viewer: TerminalViewer, resume?: { stream: string; offset: number }): Attachment {
    const { start, end } = this.#scrollback
    const canResume = resume?.stream === this.id && resume.offset >= start && resume.offset <= end
    const from = canResume ? resume.offset : start
    const viewing: Viewing = { viewer, gate: new FlowGate(GATE, from) }
    this.#viewings.add(viewing)
    viewer.onAttached({ stream: this.id, from, liveFrom: canResume ? from : end, isReset: !canResume })
    this.#pump(viewing)
    this.#updatePaused()
    return {
      ackedTo: (offset) => {
        const isKnown = viewing.gate.ackedTo(offset)
        if (isKnown && this.#viewings.has(viewing)) {
          this.#pump(viewing)
          this.#updatePaused()
        }
        return isKnown
      },
      [Symbol.dispose]: () => {
        this.#viewings.delete(viewing)
        this.#updatePaused()
      },
    }
  }

  /** Continues with a new stream to the same shell, after one was lost. */
  reconnect(stream: TerminalStream, onEnd: (reason: 'shell-exited' | 'lost') => void): void {
    this.#stream = stream
    this.#isPaused = false
    this.#toldSize = this.#size
    stream.onData((bytes) => this.#receive(bytes))
    stream.onEnd(onEnd)
    this.#updatePaused()
  }

  exited(): void {
    for (const viewing of this.#viewings) {
      this.#sendRest(viewing)
      viewing.viewer.onExited()
    }
    this.#viewings.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#viewings.clear()
    clearTimeout(this.#unattendedTimer)
    await this.#stream[Symbol.asyncDispose]()
  }

  #receive(bytes: Uint8Array): void {
    this.#scrollback.append(bytes)
    const hasPrompted = this.shell.observe(bytes)
    for (const viewing of this.#viewings) this.#pump(viewing)
    if (this.#viewings.size === 0) this.#countUnattended(bytes.length)
    this.#updatePaused()
    if (this.shell.isAtPrompt) for (const listener of [...this.#promptListeners]) listener()
    if (!hasPrompted) return
    for (const listener of [...this.#commandListeners]) listener()
    this.#onPrompt()
  }

  /** Sends what the viewer may take. A viewer whose place has been dropped starts over with what is left. */
  #pump({ viewer, gate }: Viewing): void {
    const { start, end } = this.#scrollback
    if (gate.isOpen && gate.sentOffset < start) {
      gate.restart(start)
      viewer.onAttached({ stream: this.id, from: start, liveFrom: end, isReset: true })
    }
    while (gate.isOpen && gate.sentOffset < end) {
      const bytes = this.#scrollback.read(gate.sentOffset, Math.min(MAX_OUTPUT_BYTES, gate.room))
      gate.sent(bytes.length)
      viewer.onOutput(bytes)
    }
  }

  /** The last words of a shell reach a slow viewer too: they are few, and no more will come. */
  #sendRest({ viewer, gate }: Viewing): void {
    const { start, end } = this.#scrollback
    let offset = Math.max(start, gate.sentOffset)
    while (offset < end) {
      const bytes = this.#scrollback.read(offset, MAX_OUTPUT_BYTES)
      viewer.onOutput(bytes)
      offset += bytes.length
    }
  }

  async #next(listeners: Set<() => void>, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    listeners.add(resolve)
    try {
      await untilAborted(promise, signal)
    } finally {
      listeners.delete(resolve)
    }
  }

  #countUnattended(bytes: number): void {
    this.#unattendedBytes += bytes
    if (this.#unattendedTimer) return
    this.#unattendedTimer = setTimeout(() => {
      this.#unattendedTimer = undefined
      this.#unattendedBytes = 0
      this.#updatePaused()
    }, 1_000)
  }

  #updatePaused(): void {
    const viewings = [...this.#viewings]
    const isPaused =
      viewings.length > 0
        ? viewings.every(({ gate }) => !gate.isOpen)
        : this.#unattendedBytes >= UNATTENDED_BYTES_PER_SECOND
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    if (isPaused) this.#stream.pause()
    else this.#stream.resume()
  }
}
