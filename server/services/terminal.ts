import type { TerminalSize } from '../domain/terminal-size.ts'
import type { TerminalStream } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'
import { SCROLLBACK_BYTES, UNATTENDED_BYTES_PER_SECOND } from '../protocol/limits.ts'
import { EchoMeter } from './echo-meter.ts'
import { InputRuns } from './input-runs.ts'
import { OutputHistory } from './output-history.ts'
import type { RecentOutput } from './screen-text.ts'
import { ShellEvents } from './shell-events.ts'
import { Viewers } from './viewers.ts'
import { Viewing, type Output, type TerminalViewer } from './viewing.ts'

/** A program that fills the screen draws it anew when the size changes, if both changes are seen apart. */
const REDRAW_MS = 100

export interface AttachRequest {
  /** Of the viewer's window; anything a browser can measure. */
  size: TerminalSize
  mayDrive: boolean
  /** Sees the screen as it is and what is printed from then on, and nothing of what was there before. */
  isOnlooker: boolean
  /** Names the viewer's run of input. */
  input: string
  /** Up to where the viewer has everything; what an onlooker says of it counts for nothing. */
  resume?: { stream: string; offset: number } | undefined
}

/** One viewer's hold on a terminal. After it was disposed of, or replaced by a newer one, it does nothing. */
export interface Attachment extends Disposable {
  /** False for an offset that was never sent. */
  ackedTo(offset: number): boolean
  /** Types, and takes over the size. Throws NOT_DRIVING. */
  input(bytes: Uint8Array): void
  resize(size: TerminalSize): void
  /** Takes over the size. Throws NOT_DRIVING. */
  drive(): void
}

export interface TerminalEvents {
  /** The shell is back at its prompt after a command. */
  onPrompt: (exitCode: number | undefined) => void
  /** Milliseconds from a key to the next output. */
  onEcho: (ms: number) => void
  /** The stream is over. */
  onEnd: (reason: 'shell-exited' | 'lost') => void
}

/**
 * One terminal of an instance: the stream of its shell, what it has printed lately, and who watches. Each viewer has a
 * place of its own in the output, so that a slow one neither holds up the others nor costs memory. Reading from the
 * shell pauses while there are viewers and none of them can take more; that is what stops `yes`.
 */
export class Terminal implements AsyncDisposable {
  readonly shell: ShellEvents
  readonly #viewers: Viewers
  readonly #inputs = new InputRuns()
  readonly #echo: EchoMeter
  readonly #onEnd: TerminalEvents['onEnd']
  #stream: TerminalStream
  #output: Output
  #isPaused = false
  #unattendedBytes = 0
  #unattendedTimer: NodeJS.Timeout | undefined
  #redrawTimer: NodeJS.Timeout | undefined

  constructor(
    stream: TerminalStream,
    { size, onPrompt, onEcho, onEnd }: TerminalEvents & { size: TerminalSize },
  ) {
    this.shell = new ShellEvents(onPrompt)
    this.#echo = new EchoMeter(onEcho)
    this.#viewers = new Viewers(size, (changed) => this.#resized(changed))
    this.#onEnd = onEnd
    this.#stream = stream
    this.#output = this.#begin(stream)
    this.#follow(stream)
  }

  get size(): TerminalSize {
    return this.#viewers.size
  }

  /** The stream, and up to where its output has come: where another stream to the same shell is to go on. */
  get position(): { stream: string; offset: number } {
    return { stream: this.#output.stream, offset: this.#output.history.end }
  }

  /** What it has printed last. */
  recentOutput(maxBytes: number): RecentOutput {
    return this.#output.history.recent(maxBytes)
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

  /** Ends the shell and what runs in it. */
  hangUp(): void {
    this.#stream.hangUp()
  }

  /** To be awaited before an onlooker is attached: what is on the screen takes a while to be found out. */
  prepareScreen(): Promise<void> {
    return this.#output.history.current.prepare()
  }

  attach(
    viewer: TerminalViewer,
    { size, mayDrive, isOnlooker, input: inputId, resume }: AttachRequest,
  ): Attachment {
    const { run, isKnown } = this.#inputs.open(inputId)
    const viewing = new Viewing(viewer, { mayDrive, isOnlooker, inputId, input: run, size })
    // The same tab, whose connection has broken without our knowing.
    const before = this.#viewers.byInput(inputId)
    // The size comes first: a screen is drawn for it.
    this.#viewers.add(viewing, {
      // One that is only back after a break does not take the size away from another.
      wantsToDrive: (!isKnown && !resume) || (before !== undefined && this.#viewers.isDriving(before)),
    })
    if (before) this.#viewers.remove(before)
    viewing.begin(this.#output, { resume, isInputKnown: isKnown })
    viewing.pump(this.#output)
    this.#updatePaused()
    return this.#attachment(viewing)
  }

  /**
   * Continues with a new stream to the same shell, after one was lost. When output is missing in between, or it is
   * another shell, viewers start over.
   */
  reconnect(stream: TerminalStream): void {
    this.#stream = stream
    this.#isPaused = false
    if (stream.id !== this.#output.stream || stream.from !== this.#output.history.end) {
      if (stream.id !== this.#output.stream) this.shell.restart()
      this.#output.history[Symbol.dispose]()
      this.#output = this.#begin(stream)
      for (const viewing of this.#viewers) viewing.restart(this.#output)
    }
    this.#follow(stream)
    this.#updatePaused()
  }

  exited(): void {
    for (const viewing of this.#viewers) viewing.finish(this.#output)
    this.#viewers.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#viewers.clear()
    clearTimeout(this.#unattendedTimer)
    clearTimeout(this.#redrawTimer)
    this.#output.history[Symbol.dispose]()
    await this.#stream[Symbol.asyncDispose]()
  }

  #attachment(viewing: Viewing): Attachment {
    const isThere = (): boolean => this.#viewers.has(viewing)
    const drive = (): void => {
      if (!viewing.mayDrive) throw new LabError('NOT_DRIVING')
      this.#viewers.drive(viewing)
    }
    return {
      ackedTo: (offset) => {
        const isKnown = viewing.ackedTo(offset)
        if (isKnown && isThere()) {
          viewing.pump(this.#output)
          this.#updatePaused()
        }
        return isKnown
      },
      input: (bytes) => {
        if (!isThere()) return
        drive()
        this.#echo.typed(bytes.length)
        this.write(bytes)
        const arrived = viewing.input.add(bytes.length)
        if (arrived !== undefined) viewing.viewer.onInputArrived(arrived)
      },
      resize: (size) => this.#viewers.resized(viewing, size),
      drive,
      [Symbol.dispose]: () => {
        this.#viewers.remove(viewing)
        this.#updatePaused()
      },
    }
  }

  #begin({ id, from, liveFrom }: TerminalStream): Output {
    const history = new OutputHistory({ capacityBytes: SCROLLBACK_BYTES, startOffset: from, size: this.size })
    // What came before is not kept anywhere: only the program knows what its screen looks like.
    if (from > 0) this.#redraw()
    return { stream: id, history, liveFrom }
  }

  #follow(stream: TerminalStream): void {
    stream.onEnd(this.#onEnd)
    stream.onData((bytes) => this.#receive(bytes))
  }

  #redraw(): void {
    const { cols, rows } = this.size
    this.#stream.resize({ cols, rows: rows - 1 })
    clearTimeout(this.#redrawTimer)
    this.#redrawTimer = setTimeout(() => this.#stream.resize(this.size), REDRAW_MS)
  }

  #resized(size: TerminalSize): void {
    this.#output.history.resize(size)
    this.#stream.resize(size)
  }

  #receive(bytes: Uint8Array): void {
    this.#echo.printed()
    this.#output.history.append(bytes)
    for (const viewing of this.#viewers) viewing.pump(this.#output)
    if (this.#viewers.count === 0) this.#countUnattended(bytes.length)
    this.#updatePaused()
    this.shell.observe(bytes)
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
    const isPaused =
      this.#viewers.count > 0
        ? [...this.#viewers].every(({ isOpen }) => !isOpen)
        : this.#unattendedBytes >= UNATTENDED_BYTES_PER_SECOND
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    if (isPaused) this.#stream.pause()
    else this.#stream.resume()
  }
}
