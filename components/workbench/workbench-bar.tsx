'use client'

import type { TerminalRef } from '../../server/protocol/ids.ts'
import { RecordButton } from '../terminal/record-button.tsx'
import { TerminalSettingsButton } from '../terminal/terminal-settings.tsx'
import type { XtermScreen } from '../terminal/xterm-screen.ts'
import { PresenceSign } from './presence-sign.tsx'
import type { SubTabItem } from './sub-tab.tsx'
import { SubTabs } from './sub-tabs.tsx'
import { shortName } from './terminal-name.ts'
import { ToolButton } from './tool-button.tsx'
import { ToolsMenu } from './tools-menu.tsx'
import type { ToolName, Tools } from './workbench-tools.ts'

const WIDE_ONLY: readonly ToolName[] = ['splitRight', 'splitDown', 'search', 'upload', 'openFile', 'download']

/** F6 comes here after the panes of the tab, which are counted from 1. */
const F6_STOP = 100

/** One row above the panes of an instance: its tabs, and tools for the terminal in use. */
export function WorkbenchBar({
  terminal,
  items,
  tools,
  screen,
}: {
  terminal: TerminalRef
  items: readonly SubTabItem[]
  tools: Tools
  screen: XtermScreen | undefined
}) {
  return (
    <div
      data-f6-stop={F6_STOP}
      className="@container flex h-8 shrink-0 items-center border-b border-line bg-surface pr-1"
    >
      <SubTabs instance={terminal.instance} items={items} />
      <ToolButton tool={tools.newTerminal} />
      <span className="flex-1" />
      <PresenceSign terminal={terminal} />
      <div
        role="group"
        aria-label={`Terminal tools of ${terminal.instance}`}
        className="ml-1 flex shrink-0 items-center border-l border-line pl-1"
      >
        <span className="hidden @lg:flex">
          {WIDE_ONLY.map((name) => (
            <ToolButton key={name} tool={tools[name]} />
          ))}
        </span>
        {screen && <RecordButton key={terminal.terminal} screen={screen} name={shortName(terminal)} />}
        <TerminalSettingsButton />
        <ToolsMenu tools={tools} />
      </div>
    </div>
  )
}
