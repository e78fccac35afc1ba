import type { Terminal } from '@xterm/xterm'
import { copyText } from '../ui/copy-text.ts'
import { fitContinuously } from './fit-continuously.ts'
import { decideKey } from './terminal-keys.ts'
import { readTerminalText } from './terminal-text.ts'
import { readTerminalTheme, watchTerminalTheme } from './terminal-theme.ts'

const SCROLLBACK_LINES = 10_000
/** Ends any escape sequence that a lost connection has cut off. */
const CANCEL = '\x18'

export interface ScreenEvents {
  /** Typed, pasted, or answered by the terminal itself. */
  onInput: (text: string) => void
  onBinaryInput: (text: string) => void
  onResize: () => void
  /** F6, or Shift+F6 backwards. */
  onLeave: (direction: 'forward' | 'backward') => void
}

/** An xterm in an element, as the rest of the page sees it. */
export interface XtermScreen {
  readonly size: { cols: number; rows: number }
  write(bytes: Uint8Array, onParsed: () => void): void
  reset(onDone: () => void): void
  announce(line: string): void
  setInputAllowed(isAllowed: boolean): void
  focus(): void
  text(): string
  dispose(): void
}

/** Fetches xterm before it is needed: a page that only shows a chapter does without, one that waits need not. */
export function loadXterm() {
  return Promise.all([import('@xterm/xterm'), import('@xterm/addon-fit')])
}

/** Loads xterm when it is first needed: chapters are read without it. */
export async function openXtermScreen(
  element: HTMLElement,
  { label, fontSize, events }: { label: string; fontSize: number; events: ScreenEvents },
): Promise<XtermScreen> {
  const [{ Terminal: Xterm }, { FitAddon }] = await loadXterm()
  const terminal = new Xterm({
    scrollback: SCROLLBACK_LINES,
    fontFamily: getComputedStyle(element).getPropertyValue('--font-mono'),
    fontSize,
    lineHeight: 1.15,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    linkHandler: { activate: (_event, address) => openLink(address) },
    theme: readTerminalTheme(),
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', label)
  const fitting = fitContinuously(element, terminal, fit)
  const theming = watchTerminalTheme((theme) => (terminal.options.theme = theme))
  terminal.onData(events.onInput)
  terminal.onBinary(events.onBinaryInput)
  terminal.onResize(events.onResize)
  handleKeys(terminal, events)
  return {
    get size() {
      return { cols: terminal.cols, rows: terminal.rows }
    },
    write: (bytes, onParsed) => terminal.write(bytes, onParsed),
    reset: (onDone) =>
      terminal.write(CANCEL, () => {
        terminal.reset()
        onDone()
      }),
    announce: (line) => terminal.write(`\r\n\x1b[2m${line}\x1b[0m\r\n`),
    setInputAllowed: (isAllowed) => (terminal.options.disableStdin = !isAllowed),
    focus: () => terminal.focus(),
    text: () => readTerminalText(terminal),
    dispose: () => {
      fitting.dispose()
      theming.dispose()
      terminal.dispose()
    },
  }
}

function handleKeys(terminal: Terminal, { onLeave }: ScreenEvents): void {
  terminal.attachCustomKeyEventHandler((event) => {
    const decision = decideKey(event, { hasSelection: terminal.hasSelection() })
    if (decision === 'shell') return true
    if (decision === 'browser') return false
    event.preventDefault()
    if (event.type !== 'keydown') return false
    if (decision === 'leave') onLeave(event.shiftKey ? 'backward' : 'forward')
    else copySelection(terminal)
    return false
  })
}

function copySelection(terminal: Terminal): void {
  const text = terminal.getSelection()
  if (text === '') return
  // When it was not copied the selection stays: it shows that, and the browser's own menu can still copy it.
  void copyText(text).then((isCopied) => {
    if (isCopied) terminal.clearSelection()
  })
}

/** Addresses come from programs in the instance, so they get neither our window nor other schemes. */
function openLink(address: string): void {
  const protocol = URL.canParse(address) ? new URL(address).protocol : ''
  if (protocol === 'http:' || protocol === 'https:') window.open(address, '_blank', 'noopener,noreferrer')
}
