import type { IDisposable, Terminal } from '@xterm/xterm'
import { copyText } from '../ui/copy-text.ts'
import { CommandAnnouncer } from './command-announcer.ts'
import { markExitCode } from './exit-code-marks.ts'
import { openLiveRegion } from './live-region.ts'
import { PromptJumps } from './prompt-jumps.ts'
import { attachPromptKeys, type PromptAction } from './prompt-keys.ts'
import { PromptMarks, type ShellCommand } from './prompt-marks.ts'
import { terminalSettings } from './terminal-settings-store.ts'
import type { TerminalUi } from './terminal-ui.ts'

/** As wide as the scroll bar, beside which it lies. */
const OVERVIEW_RULER_WIDTH_PX = 14

/** What the page can do with a terminal because it knows its commands. */
export interface ShellIntegration extends IDisposable {
  perform: (action: PromptAction) => void
  /** While output that is old is printed once more, nothing of it is announced. */
  setReplaying: (isReplaying: boolean) => void
  /** To be called whenever the terminal is reset. */
  clear: () => void
}

/** For a terminal that is in the page already. */
export function attachShellIntegration(
  terminal: Terminal,
  { ui, onCommand }: { ui: TerminalUi; onCommand: (command: ShellCommand) => void },
): ShellIntegration {
  const element = terminal.element!
  terminal.options.overviewRuler = { width: OVERVIEW_RULER_WIDTH_PX }
  const region = openLiveRegion(element.parentElement!)
  const announcer = new CommandAnnouncer({
    terminal,
    region,
    muteScreen: (isMuted) => muteScreen(terminal, isMuted),
  })
  const marks = new PromptMarks(terminal, {
    onStarted: (command) => {
      announcer.started(command)
      onCommand(command)
    },
    onEnded: (command) => {
      markExitCode(terminal, command)
      announcer.ended(command, marks)
    },
  })
  const jumps = new PromptJumps(terminal, marks, (text) => region.say(text))

  async function copyOutput(): Promise<string> {
    const command = jumps.current ?? marks.commands.findLast(({ ended }) => ended) ?? marks.running
    const output = command && marks.outputOf(command)
    if (!command || !output) return 'There is no output to copy.'
    if (!(await copyText(output)))
      return 'The browser did not allow copying. Select the text and press Ctrl+C.'
    const { from, to } = marks.outputRange(command)
    terminal.selectLines(from.row, to.column === 0 ? to.row - 1 : to.row)
    return 'Output copied.'
  }

  const perform = (action: PromptAction) => {
    if (action === 'previous-prompt') jumps.previous()
    else if (action === 'next-prompt') jumps.next()
    else void copyOutput().then((notice) => ui.setState({ notice }))
  }
  const followSettings = ({ isScreenReaderMode }: { isScreenReaderMode: boolean }) => {
    terminal.options.screenReaderMode = isScreenReaderMode
    announcer.setEnabled(isScreenReaderMode)
  }
  followSettings(terminalSettings.getState())
  const attached = [
    attachPromptKeys(element, perform),
    { dispose: terminalSettings.subscribe(followSettings) },
    jumps,
    marks,
    announcer,
    region,
  ]
  return {
    perform,
    setReplaying: (isReplaying) => announcer.setReplaying(isReplaying),
    clear: () => marks.clear(),
    dispose: () => attached.forEach((feature) => feature.dispose()),
  }
}

/** xterm reads out what it draws in a region of its own, which it makes anew when its mode is switched on. */
function muteScreen(terminal: Terminal, isMuted: boolean): void {
  const region = terminal.element?.querySelector('.live-region')
  const live = isMuted ? 'off' : 'assertive'
  if (!region || region.ariaLive === live) return
  // What has been printed meanwhile must not be read when it may be read again.
  if (!isMuted) region.textContent = ''
  region.ariaLive = live
}
