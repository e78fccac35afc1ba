import type { IDecoration, IDisposable, Terminal } from '@xterm/xterm'
import { describeOutcome, nameCommand } from './describe-command.ts'
import type { PromptMarks, ShellCommand } from './prompt-marks.ts'

const CLASS = 'terminal-prompt-current'

/** Goes from command to command through the scrollback. The one it is at is outlined until something is typed. */
export class PromptJumps implements IDisposable {
  readonly #terminal: Terminal
  readonly #marks: PromptMarks
  readonly #say: (text: string) => void
  readonly #typing: IDisposable
  #outline: IDecoration | undefined

  constructor(terminal: Terminal, marks: PromptMarks, say: (text: string) => void) {
    this.#terminal = terminal
    this.#marks = marks
    this.#say = say
    this.#typing = terminal.onData(() => this.#leave())
  }

  /** The command that was jumped to. */
  get current(): ShellCommand | undefined {
    const outline = this.#outline
    if (!outline || outline.isDisposed) return undefined
    return this.#marks.commands.find((command) => anchor(command) === outline.marker)
  }

  previous(): void {
    const { current } = this
    const top = current ? anchor(current)!.line : this.#terminal.buffer.normal.viewportY + this.#terminal.rows
    const target = this.#reachable().findLast((command) => anchor(command)!.line < top)
    if (target) this.#goTo(target)
    else this.#say(this.#reachable().length === 0 ? 'No commands yet.' : 'This is the first command.')
  }

  next(): void {
    const { current } = this
    const target =
      current && this.#reachable().find((command) => anchor(command)!.line > anchor(current)!.line)
    if (target) return this.#goTo(target)
    this.#leave()
    this.#terminal.scrollToBottom()
    this.#say('At the prompt.')
  }

  dispose(): void {
    this.#typing.dispose()
    this.#leave()
  }

  #reachable(): ShellCommand[] {
    return this.#marks.commands.filter((command) => (anchor(command)?.line ?? -1) >= 0)
  }

  #goTo(command: ShellCommand): void {
    const marker = anchor(command)!
    this.#leave()
    this.#terminal.scrollToLine(marker.line)
    this.#outline = this.#terminal.registerDecoration({ marker, width: this.#terminal.cols, layer: 'top' })
    this.#outline?.onRender((element) => {
      element.classList.add(CLASS)
      element.ariaHidden = 'true'
    })
    this.#say(
      `${nameCommand(command.text)} ${command.ended ? describeOutcome(command.ended.exitCode) : 'is running'}.`,
    )
  }

  #leave(): void {
    this.#outline?.dispose()
    this.#outline = undefined
  }
}

function anchor({ prompt, output }: ShellCommand) {
  return prompt ?? output
}
