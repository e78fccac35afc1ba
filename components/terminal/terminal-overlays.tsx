'use client'

import { BellMarker } from './bell-marker.tsx'
import { ClipboardBar } from './clipboard-bar.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { LinkHint } from './link-hint.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { TerminalMenu } from './terminal-menu.tsx'
import { TerminalNotice } from './terminal-notice.tsx'
import { TerminalSearchBar } from './terminal-search-bar.tsx'
import { TerminalTip } from './terminal-tip.tsx'
import type { TerminalUi } from './terminal-ui.ts'
import type { XtermScreen } from './xterm-screen.ts'

/** What lies over a terminal. In the page it comes before the terminal, from which Tab does not lead on. */
export function TerminalOverlays({
  ui,
  screen: { tools, perform },
  hasTip,
}: {
  ui: TerminalUi
  screen: XtermScreen
  hasTip: boolean
}) {
  return (
    <>
      <BellMarker ui={ui} />
      <LinkHint ui={ui} />
      <TerminalSearchBar ui={ui} tools={tools} />
      {hasTip && <TerminalTip ui={ui} />}
      <TerminalNotice ui={ui} />
      <ClipboardBar ui={ui} tools={tools} />
      <TerminalMenu ui={ui} tools={tools} perform={perform} />
      <PasteDialog ui={ui} tools={tools} />
      <LinkDialog ui={ui} />
    </>
  )
}
