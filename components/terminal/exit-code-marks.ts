import type { Terminal } from '@xterm/xterm'
import { describeOutcome } from './describe-command.ts'
import type { ShellCommand } from './prompt-marks.ts'

/** Names of classes in `app/globals.css`, which draws a ring for success and a cross for failure. */
const CLASS = 'terminal-mark'

/**
 * Marks in the margin, and beside the scroll bar, how a command has ended. A shape besides the colour, and the words
 * as a tooltip. It goes with the command's marker, so there are never more than there are commands.
 */
export function markExitCode(terminal: Terminal, { prompt, output, ended }: ShellCommand): void {
  const marker = prompt ?? output
  if (!marker || marker.isDisposed || !ended || ended.exitCode === undefined) return
  const { exitCode } = ended
  const isFailure = exitCode !== 0
  const colour = () => (isFailure ? terminal.options.theme?.red : terminal.options.theme?.green) ?? 'gray'
  const decoration = terminal.registerDecoration({
    marker,
    overviewRulerOptions: { color: colour(), position: isFailure ? 'full' : 'left' },
  })
  decoration?.onRender((element) => {
    element.classList.add(CLASS)
    element.dataset.outcome = isFailure ? 'failed' : 'succeeded'
    // The theme may have changed since.
    element.style.color = colour()
    element.title = describeOutcome(exitCode)
    // Read out at the end of the command, and when its prompt is jumped to.
    element.ariaHidden = 'true'
  })
}
