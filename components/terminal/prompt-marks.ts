import type { IBuffer, IDisposable, IMarker, IParser } from '@xterm/xterm'
import { parseShellMark, SHELL_MARK_OSC } from './shell-mark.ts'
import { readBetween, type CellPosition } from './terminal-text.ts'

/** Enough to jump back through an afternoon. Each costs xterm a little for every line that scrolls out. */
const MAX_COMMANDS = 200
/** A pasted script is one command; its beginning tells which. */
const MAX_COMMAND_CHARACTERS = 1_000
/** What bash says when Ctrl+C ends a line that was being typed. */
const INTERRUPTED = 130

/** What is needed of a terminal, in the page or without one. */
export interface MarkableTerminal {
  readonly buffer: { readonly active: IBuffer; readonly normal: IBuffer }
  readonly parser: Pick<IParser, 'registerOscHandler' | 'registerEscHandler'>
  registerMarker(cursorYOffset?: number): IMarker | undefined
}

/** A place in the text, which moves with it; `column` is right until the width of the terminal changes. */
interface Place {
  marker: IMarker
  column: number
}

/** A command that was typed at the shell's prompt. */
export interface ShellCommand {
  readonly text: string
  /** Where its prompt is; its line is -1 once that has scrolled out or was cleared. */
  readonly prompt: IMarker | undefined
  readonly output: IMarker | undefined
  /** Undefined while it runs. */
  readonly ended: { exitCode: number | undefined; place: Place | undefined } | undefined
}

export interface PromptMarkEvents {
  onStarted(command: ShellCommand): void
  onEnded(command: ShellCommand): void
}

/**
 * The commands of a terminal and where they are in its text, from the marks that the shell puts into its output.
 * They are found again in a replay; a terminal that is reset keeps none, as xterm then forgets its markers.
 */
export class PromptMarks implements IDisposable {
  readonly #terminal: MarkableTerminal
  readonly #events: PromptMarkEvents
  readonly #handlers: readonly IDisposable[]
  #commands: ShellCommand[] = []
  #prompt: { marker: IMarker | undefined; input: Place | undefined } | undefined

  constructor(terminal: MarkableTerminal, events: PromptMarkEvents) {
    this.#terminal = terminal
    this.#events = events
    this.#handlers = [
      terminal.parser.registerOscHandler(SHELL_MARK_OSC, (data) => this.#marked(data)),
      // RIS, which `reset` prints: xterm drops its buffers, but not the markers in them.
      terminal.parser.registerEscHandler({ final: 'c' }, () => {
        this.clear()
        return false
      }),
    ]
  }

  /** Oldest first. The last one may still run. */
  get commands(): readonly ShellCommand[] {
    return this.#commands
  }

  get running(): ShellCommand | undefined {
    const last = this.#commands.at(-1)
    return last && !last.ended ? last : undefined
  }

  /** What it has printed, as far as it has not scrolled out. */
  outputOf(command: ShellCommand): string {
    const { from, to } = this.outputRange(command)
    return readBetween(this.#terminal.buffer.normal, from, to).replace(/\n+$/, '')
  }

  outputRange(command: ShellCommand): { from: CellPosition; to: CellPosition } {
    const { normal } = this.#terminal.buffer
    const place = command.ended?.place
    const to = place
      ? { row: place.marker.line, column: place.column }
      : { row: normal.baseY + normal.cursorY, column: normal.cursorX }
    return { from: { row: Math.min(this.#outputRow(command), to.row), column: 0 }, to }
  }

  /** To be called whenever the terminal is reset. */
  clear(): void {
    for (const command of this.#commands) forget(command)
    this.#commands = []
    this.#prompt?.marker?.dispose()
    this.#prompt?.input?.marker.dispose()
    this.#prompt = undefined
  }

  dispose(): void {
    for (const handler of this.#handlers) handler.dispose()
    this.clear()
  }

  /** True: nobody else need look at it. */
  #marked(data: string): boolean {
    const mark = parseShellMark(data)
    if (!mark) return false
    switch (mark.kind) {
      case 'prompt-started':
        // A prompt that is drawn again, after a resize or Ctrl+L, takes the place of the one before.
        this.#prompt?.marker?.dispose()
        this.#prompt?.input?.marker.dispose()
        this.#prompt = { marker: this.#place()?.marker, input: undefined }
        return true
      case 'prompt-ended':
        if (this.#prompt) this.#prompt.input = this.#place()
        return true
      case 'command-started':
        this.#start(this.#typed(), this.#place()?.marker)
        return true
      case 'command-ended':
        this.#end(mark.exitCode)
        return true
    }
  }

  #start(text: string, output: IMarker | undefined): void {
    // A shell within a shell: what runs in the outer one goes on, but nothing more is known of it.
    const running = this.running
    if (running) this.#replaceLast({ ...running, ended: { exitCode: undefined, place: this.#place() } })
    const command: ShellCommand = { text, prompt: this.#prompt?.marker, output, ended: undefined }
    this.#prompt?.input?.marker.dispose()
    this.#prompt = undefined
    this.#commands.push(command)
    if (this.#commands.length > MAX_COMMANDS) forget(this.#commands.shift()!)
    this.#events.onStarted(command)
  }

  #end(exitCode: number | undefined): void {
    if (!this.running && !this.#startUnannounced(exitCode)) return
    const command: ShellCommand = { ...this.running!, ended: { exitCode, place: this.#place() } }
    this.#replaceLast(command)
    this.#commands = this.#commands.filter((candidate) => !isGone(candidate))
    this.#events.onEnded(command)
  }

  /** What bash refuses to parse it never starts, but it fails. An empty line fails with the code before it. */
  #startUnannounced(exitCode: number | undefined): boolean {
    if (!exitCode || exitCode === INTERRUPTED || !this.#prompt?.input) return false
    const [text = ''] = this.#typed().split('\n', 1)
    if (text === '') return false
    this.#start(text, undefined)
    return true
  }

  #typed(): string {
    const input = this.#prompt?.input
    if (!input || input.marker.line < 0) return ''
    const { normal } = this.#terminal.buffer
    const cursor = { row: normal.baseY + normal.cursorY, column: normal.cursorX }
    const text = readBetween(normal, { row: input.marker.line, column: input.column }, cursor)
    return text.trim().slice(0, MAX_COMMAND_CHARACTERS)
  }

  #outputRow(command: ShellCommand): number {
    if (command.output && command.output.line >= 0) return command.output.line
    // Its beginning has scrolled out or was cleared: then it begins after what is still there of the one before.
    const before = this.#commands[this.#commands.indexOf(command) - 1]
    const promptRow = command.prompt && command.prompt.line >= 0 ? command.prompt.line + 1 : 0
    return Math.max(promptRow, before?.ended?.place?.marker.line ?? 0, 0)
  }

  #replaceLast(command: ShellCommand): void {
    this.#commands[this.#commands.length - 1] = command
  }

  /** Where the cursor is. Full-screen programs have a screen of their own, whose places lead nowhere later. */
  #place(): Place | undefined {
    const { active, normal } = this.#terminal.buffer
    if (active.type !== 'normal') return undefined
    const marker = this.#terminal.registerMarker(0)
    return marker && { marker, column: normal.cursorX }
  }
}

function forget({ prompt, output, ended }: ShellCommand): void {
  prompt?.dispose()
  output?.dispose()
  ended?.place?.marker.dispose()
}

function isGone({ prompt, ended }: ShellCommand): boolean {
  if (!ended) return false
  return (ended.place?.marker ?? prompt)?.isDisposed ?? true
}
