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
    const commands = this.#reachable()
    const at = commands.findIndex((command) => command === this.current)
    const end = this.#terminal.buffer.normal.viewportY + this.#terminal.rows
    const target = at === -1 ? commands.findLast((command) => anchor(command)!.line < end) : commands[at - 1]
    if (target) this.#goTo(target)
    else this.#say(commands.length > 0 ? 'This is the first command.' : 'There is no command to go to.')
  }

  next(): void {
    const commands = this.#reachable()
    const at = commands.findIndex((command) => command === this.current)
    const target = at === -1 ? undefined : commands[at + 1]
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
