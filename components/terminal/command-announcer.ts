import type { IBuffer, IDisposable } from '@xterm/xterm'
import { describeCommand } from './describe-command.ts'
import type { LiveRegion } from './live-region.ts'
import type { PromptMarks, ShellCommand } from './prompt-marks.ts'
import { readBetween } from './terminal-text.ts'

/** A program that prints nothing for so long waits for an answer, or has something to tell before it goes on. */
export const PAUSE_MS = 1_000
/** What is announced are its last lines; a build prints thousands. */
const MAX_ROWS_READ = 200

export interface AnnouncedTerminal {
  readonly buffer: { readonly active: IBuffer; readonly normal: IBuffer }
  onWriteParsed(listener: () => void): IDisposable
}

/**
 * Says what commands do, for those who do not see them: how each ended with its last lines, and while one runs the
 * line at which it pauses, such as a question. Everything in between would be hours of talk.
 */
export class CommandAnnouncer implements IDisposable {
  readonly #terminal: AnnouncedTerminal
  readonly #region: LiveRegion
  readonly #muteScreen: (isMuted: boolean) => void
  readonly #parsing: IDisposable
  #isEnabled = false
  #isReplaying = false
  #running: ShellCommand | undefined
  #news: string | undefined
  #saidLine = ''
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor({
    terminal,
    region,
    muteScreen,
  }: {
    terminal: AnnouncedTerminal
    region: LiveRegion
    /** Whether what is drawn is read out as well, as it is at the prompt and in full-screen programs. */
    muteScreen: (isMuted: boolean) => void
  }) {
    this.#terminal = terminal
    this.#region = region
    this.#muteScreen = muteScreen
    this.#parsing = terminal.onWriteParsed(() => this.#parsed())
  }

  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled
    this.#update()
  }

  /** Old output is not news. */
  setReplaying(isReplaying: boolean): void {
    this.#isReplaying = isReplaying
    this.#update()
  }

  started(command: ShellCommand): void {
    this.#running = command
    this.#saidLine = ''
    this.#update()
  }

  ended(command: ShellCommand, marks: PromptMarks): void {
    this.#running = undefined
    this.#update()
    if (!this.#isEnabled || this.#isReplaying) return
    const { from, to } = marks.outputRange(command)
    const start = { row: Math.max(from.row, to.row - MAX_ROWS_READ), column: 0 }
    const output = readBetween(this.#terminal.buffer.normal, start, to)
    this.#news = describeCommand({ text: command.text, exitCode: command.ended?.exitCode, output })
  }

  dispose(): void {
    this.#parsing.dispose()
    clearTimeout(this.#pause)
  }

  #update(): void {
    clearTimeout(this.#pause)
    if (!this.#isEnabled || this.#isReplaying) this.#news = undefined
    const isFullScreen = this.#terminal.buffer.active.type === 'alternate'
    this.#muteScreen(this.#isReplaying || (this.#running !== undefined && !isFullScreen))
  }

  /** At most once a frame: of many commands that end at once, the last is said. */
  #parsed(): void {
    if (!this.#isEnabled || this.#isReplaying) return
    if (this.#news !== undefined) this.#region.say(this.#news)
    this.#news = undefined
    this.#update()
    if (this.#running) this.#pause = setTimeout(() => this.#paused(), PAUSE_MS)
  }

  #paused(): void {
    const { active, normal } = this.#terminal.buffer
    if (active.type !== 'normal') return
    const line = lastLine(normal)
    if (line === '' || line === this.#saidLine) return
    this.#saidLine = line
    this.#region.say(line)
  }
}

/** What was printed last: the line of the cursor, or the one above while that is empty. */
function lastLine(buffer: IBuffer): string {
  const row = buffer.baseY + buffer.cursorY
  const cursor = { row, column: buffer.cursorX }
  return readBetween(buffer, { row: Math.max(0, row - 1), column: 0 }, cursor)
    .trim()
    .split('\n')
    .at(-1)!
}
