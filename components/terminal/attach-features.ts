import type { Terminal } from '@xterm/xterm'
import { attachBell } from './attach-bell.ts'
import { attachClipboardRequests } from './attach-clipboard-requests.ts'
import { attachFill } from './attach-fill.ts'
import { attachKeys } from './attach-keys.ts'
import { attachLinks } from './attach-links.ts'
import { attachLook } from './attach-look.ts'
import { attachMenu } from './attach-menu.ts'
import { attachPaste } from './attach-paste.ts'
import { attachRenderer } from './attach-renderer.ts'
import { attachSelectionClipboard } from './attach-selection-clipboard.ts'
import { cleanTitle } from './clean-title.ts'
import { createTerminalTools, type TerminalTools } from './terminal-tools.ts'
import type { TerminalUi } from './terminal-ui.ts'

export interface FeatureContext {
  ui: TerminalUi
  onLeave: (direction: 'forward' | 'backward') => void
  onTitle: (title: string) => void
  /** Cells have another size now. */
  onFontChange: () => void
}

/** Look and clipboard of a terminal that is in the page. */
export function attachFeatures(
  terminal: Terminal,
  { ui, onLeave, onTitle, onFontChange }: FeatureContext,
): { tools: TerminalTools; dispose(): void } {
  const tools = createTerminalTools(terminal, ui)
  attachKeys(terminal, { tools, ui, onLeave })
  const attached = [
    attachLook(terminal, onFontChange),
    attachRenderer(terminal, onFontChange),
    attachPaste(terminal.element!, tools),
    attachSelectionClipboard(terminal, tools),
    attachMenu(terminal, ui),
    attachClipboardRequests(terminal, ui),
    attachLinks(terminal, ui),
    attachBell(terminal, ui),
    attachFill(terminal, ui),
    terminal.onTitleChange((title) => onTitle(cleanTitle(title))),
  ]
  return { tools, dispose: () => attached.forEach((feature) => feature.dispose()) }
}
