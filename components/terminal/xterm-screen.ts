import { attachFeatures } from './attach-features.ts'
import { fitContinuously, type Cells } from './fit-continuously.ts'
import type { PromptAction } from './prompt-keys.ts'
import { ScreenRecording } from './screen-recording.ts'
import { attachShellIntegration } from './shell-integration.ts'
import { readTerminalText } from './terminal-text.ts'
import type { TerminalTools } from './terminal-tools.ts'
import type { TerminalUi } from './terminal-ui.ts'
import { encodeVirtualKey, type Modifiers, type VirtualKey } from './virtual-keys.ts'

const SCROLLBACK_LINES = 10_000
/** Ends any escape sequence that a lost connection has cut off. */
const CANCEL = '\x18'
/** RIS: what `reset` of ours looks like in a recording. */
const RESET = '\x1bc'
const WHERE_KEYS_GO = 'Keys, Tab too, go to the shell. F6 leaves the terminal, Shift+F6 backwards. '
const READING_KEYS =
  'Ctrl+Shift+Up and Down go from command to command, Ctrl+Shift+O copies the output. ' +
  'Screen reader mode is among the terminal settings.'

export interface ScreenEvents {
  /** Typed, pasted, or answered by the terminal itself. */
  onInput: (text: string) => void
  onBinaryInput: (text: string) => void
  /** Another size fits now. */
  onResize: () => void
  /** F6, or Shift+F6 backwards. */
  onLeave: (direction: 'forward' | 'backward') => void
  /** A program has named its window; the text is fit to be shown. */
  onTitle: (title: string) => void
}

/** An xterm in an element, as the rest of the page sees it. */
export interface XtermScreen {
  /** What fits into its place; also while another size is shown. */
  readonly size: Cells
  readonly shownSize: Cells
  /** Shows the size that the terminal has elsewhere; null: the one that fits. */
  setSize(size: Cells | null): void
  write(bytes: Uint8Array, onParsed: () => void): void
  reset(onDone: () => void): void
  announce(line: string): void
  setInputAllowed(isAllowed: boolean): void
  focus(): void
  text(): string
  /** What menus and keys do with it. */
  readonly tools: TerminalTools
  /** Jumps to a prompt, or copies the output of a command. */
  perform: (action: PromptAction) => void
  /** A key that the keyboard at hand does not have. */
  press(key: VirtualKey, modifiers: Modifiers): void
  /** From `true` until `false`, what is written was printed long ago and is not announced. */
  setReplaying: (isReplaying: boolean) => void
  readonly recording: ScreenRecording
  dispose(): void
}

/** Fetches xterm before it is needed: a page that only shows a chapter does without, one that waits need not. */
export function loadXterm() {
  return Promise.all([
    import('@xterm/xterm'),
    import('@xterm/addon-fit'),
    // How wide a character is must be known before the first is written.
    import('@xterm/addon-unicode-graphemes'),
  ])
}

/** Loads xterm when it is first needed: chapters are read without it. */
export async function openXtermScreen(
  element: HTMLElement,
  {
    label,
    ui,
    events,
    isReadOnly,
  }: { label: string; ui: TerminalUi; events: ScreenEvents; isReadOnly: boolean },
): Promise<XtermScreen> {
  const [{ Terminal: Xterm }, { FitAddon }, { UnicodeGraphemesAddon }] = await loadXterm()
  const terminal = new Xterm({
    // Widths of characters, and the marks of a search.
    allowProposedApi: true,
    scrollback: SCROLLBACK_LINES,
    lineHeight: 1.15,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    macOptionIsMeta: true,
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  terminal.loadAddon(new UnicodeGraphemesAddon())
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', label)
  const features = attachFeatures(terminal, { ui, ...events, onFontChange: () => fitting.refit() })
  const fitting = fitContinuously(element, terminal, { addon: fit, onFit: events.onResize })
  const recording = new ScreenRecording(terminal)
  const shell = attachShellIntegration(terminal, {
    ui,
    onCommand: ({ text }) => recording.commandStarted(text),
  })
  describeKeys(terminal.textarea, { isReadOnly })
  terminal.onData(events.onInput)
  terminal.onBinary(events.onBinaryInput)
  return {
    get size() {
      return fitting.size
    },
    get shownSize() {
      return { cols: terminal.cols, rows: terminal.rows }
    },
    setSize: (size) => fitting.show(size),
    write: (bytes, onParsed) =>
      terminal.write(bytes, () => {
        recording.printed(bytes)
        onParsed()
      }),
    reset: (onDone) =>
      terminal.write(CANCEL, () => {
        terminal.reset()
        shell.clear()
        recording.printed(RESET)
        onDone()
      }),
    announce: (line) => {
      const text = `\r\n\x1b[2m${line}\x1b[0m\r\n`
      terminal.write(text, () => recording.printed(text))
    },
    setInputAllowed: (isAllowed) => (terminal.options.disableStdin = !isAllowed),
    focus: () => terminal.focus(),
    text: () => readTerminalText(terminal),
    tools: features.tools,
    perform: shell.perform,
    press: (key, modifiers) => {
      const isApplicationCursor = terminal.modes.applicationCursorKeysMode
      terminal.input(encodeVirtualKey(key, { ...modifiers, isApplicationCursor }))
    },
    setReplaying: shell.setReplaying,
    recording,
    dispose: () => {
      fitting.dispose()
      shell.dispose()
      recording.dispose()
      features.dispose()
      terminal.dispose()
    },
  }
}

/** Keys go to the shell, Tab too: who has come in by keyboard must hear how to get out. */
function describeKeys(
  textarea: HTMLTextAreaElement | undefined,
  { isReadOnly }: { isReadOnly: boolean },
): void {
  textarea?.setAttribute('aria-description', isReadOnly ? READING_KEYS : WHERE_KEYS_GO + READING_KEYS)
  textarea?.setAttribute('aria-keyshortcuts', 'F6 Shift+F6')
}
