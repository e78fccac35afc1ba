import type { Terminal } from '@xterm/xterm'
import { copyText } from '../ui/copy-text.ts'
import { parseClipboardWrite } from './clipboard-write.ts'
import type { TerminalUi } from './terminal-ui.ts'

const OSC_CLIPBOARD = 52

/** Consent holds for all terminals until the page is left or loaded again, which is about as long as a session. */
let isAlwaysAllowed = false

/**
 * Programs ask for the clipboard with OSC 52: writes wait for the person's consent, reads get no answer. A later
 * request takes the place of one that nobody has answered.
 */
export function attachClipboardRequests(terminal: Terminal, ui: TerminalUi): { dispose(): void } {
  return terminal.parser.registerOscHandler(OSC_CLIPBOARD, (data) => {
    const text = parseClipboardWrite(data)
    if (text !== null) void offer(text, ui)
    return true
  })
}

async function offer(text: string, ui: TerminalUi): Promise<void> {
  // Some browsers want a click for each write; then it is offered after all.
  if (isAlwaysAllowed && (await writeSilently(text))) return
  ui.setState({ clipboardOffer: text })
}

export function answerClipboardOffer(ui: TerminalUi, answer: 'once' | 'always' | 'no'): void {
  const text = ui.getState().clipboardOffer
  ui.setState({ clipboardOffer: null })
  if (answer === 'no' || text === null) return
  if (answer === 'always') isAlwaysAllowed = true
  void copyText(text).then((isCopied) => {
    if (!isCopied) ui.setState({ notice: 'The browser did not allow copying.' })
  })
}

/** Without `copyText`'s older way, which moves the focus: nobody has clicked. */
async function writeSilently(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
