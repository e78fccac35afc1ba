import type { Terminal } from '@xterm/xterm'
import { attachLook } from './attach-look.ts'
import type { CastScreen } from './cast-playback.ts'
import { terminalSettings } from './terminal-settings-store.ts'
import { loadXterm } from './xterm-screen.ts'

/** Room of a character in parts of the font's size; those of monospaced fonts are between 0.55 and 0.62. */
const CHARACTER_WIDTH = 0.62
const FONT_SIZE_PX = { min: 6, max: 14 } as const

export interface XtermCastScreen extends CastScreen {
  /** Calls back when all that was shown until now is on the screen. */
  settle(onSettled: () => void): void
  dispose(): void
}

/** A terminal that shows a recording: it keeps the recording's size, its letters fit the element, and no key enters. */
export async function openCastScreen(element: HTMLElement): Promise<XtermCastScreen> {
  const [{ Terminal: Xterm }, , { UnicodeGraphemesAddon }] = await loadXterm()
  const terminal = new Xterm({
    allowProposedApi: true,
    disableStdin: true,
    cursorBlink: false,
    screenReaderMode: terminalSettings.getState().isScreenReaderMode,
    // Links of somebody's recording lead nowhere from here.
    linkHandler: { activate: () => undefined },
  })
  terminal.loadAddon(new UnicodeGraphemesAddon())
  terminal.open(element)
  takeNoKeys(terminal)
  const fitLetters = () => {
    const fitting = Math.floor(element.clientWidth / (terminal.cols * CHARACTER_WIDTH))
    terminal.options.fontSize = Math.min(FONT_SIZE_PX.max, Math.max(FONT_SIZE_PX.min, fitting))
  }
  const look = attachLook(terminal, fitLetters)
  const observer = new ResizeObserver(fitLetters)
  observer.observe(element)
  const inTurn = (act: () => void) => terminal.write('', act)
  const resize = ({ cols, rows }: { cols: number; rows: number }) =>
    inTurn(() => {
      terminal.resize(cols, rows)
      fitLetters()
    })
  return {
    reset: (size) => {
      inTurn(() => terminal.reset())
      resize(size)
    },
    resize,
    write: (text) => terminal.write(text),
    settle: inTurn,
    dispose: () => {
      observer.disconnect()
      look.dispose()
      terminal.dispose()
    },
  }
}

/** Keys are the player's, and Tab leads on. */
function takeNoKeys(terminal: Terminal): void {
  terminal.attachCustomKeyEventHandler(() => false)
  const { textarea } = terminal
  if (!textarea) return
  textarea.tabIndex = -1
  textarea.readOnly = true
  textarea.setAttribute('aria-label', 'Screen of the recording')
}
