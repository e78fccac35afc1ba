'use client'

import { Tabs } from 'radix-ui'
import { useRef, useState } from 'react'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { UploadInput } from '../files/upload-input.tsx'
import { UploadList } from '../files/upload-list.tsx'
import { useUploads } from '../files/use-uploads.ts'
import { useCoveredHeight } from '../terminal/use-covered-height.ts'
import { CloseQuestion } from './close-question.tsx'
import { describeMove, describeTab } from './describe-tab.ts'
import { FilePanes } from './file-panes.tsx'
import { closableIn, frontTerminalOf, tabId, type FileTab, type Tab } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'
import { TerminalPanes } from './terminal-panes.tsx'
import { useDirtyFiles } from './use-dirty-files.ts'
import type { FocusTarget } from './use-focus-target.ts'
import { useInstanceLayout } from './use-instance-layout.ts'
import { useScreens } from './use-screens.ts'
import { useTabCommands } from './use-tab-commands.ts'
import { WorkbenchBar } from './workbench-bar.tsx'
import { WorkbenchDialogs, type WorkbenchDialog } from './workbench-dialogs.tsx'
import { listTools } from './workbench-tools.ts'

/** Terminals and open files of one instance that is ready: a bar with tabs and tools, and what is in view below. */
export function InstanceWorkbench({
  instance,
  layouts,
  focus,
}: {
  instance: ReadyInstanceView
  layouts: LayoutStore
  focus: FocusTarget | null
}) {
  const { name, terminals } = instance
  const uploads = useUploads(name)
  const [uploadInput, setUploadInput] = useState<HTMLInputElement | null>(null)
  const [keysPlace, setKeysPlace] = useState<HTMLElement | null>(null)
  const frameRef = useRef<HTMLDivElement>(null)
  const coveredHeight = useCoveredHeight(frameRef)
  const [screens, setScreen] = useScreens()
  const [dirtyFiles, setDirty] = useDirtyFiles()
  const shown = useInstanceLayout(instance, layouts)
  const commands = useTabCommands(instance, { layouts, shown, dirtyFiles })
  const [dialog, setDialog] = useState<WorkbenchDialog | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const { activeTab, inUse } = shown
  const { tabs } = shown.layout
  const screen = screens.get(inUse)

  function move(tab: Tab, steps: number) {
    const place = Math.min(tabs.length, Math.max(1, tabs.indexOf(tab) + 1 + steps))
    setAnnouncement(describeMove({ ...describeTab(tab, terminals), place, count: tabs.length }))
    commands.move(tab, steps)
  }
  function rename(tab: Tab) {
    const terminal = frontTerminalOf(tab, inUse)
    if (terminal !== undefined) setDialog({ kind: 'rename', terminal })
  }
  const onActive = (use: (tab: Tab) => void) => () => {
    if (activeTab) use(activeTab)
  }
  const tools = listTools(
    { tabs, activeTab, inUse, terminalCount: terminals.length, hasScreen: screen !== undefined },
    {
      newTerminal: commands.newTerminal,
      splitRight: () => commands.split('row'),
      splitDown: () => commands.split('column'),
      ownTab: () => commands.giveOwnTab(inUse),
      rename: onActive(rename),
      moveLeft: onActive((tab) => move(tab, -1)),
      moveRight: onActive((tab) => move(tab, 1)),
      close: onActive((tab) =>
        tab.kind === 'file' ? commands.close(tab) : commands.closeTerminals([inUse]),
      ),
      search: () => screen?.tools.showSearch(),
      upload: () => uploadInput?.click(),
      openFile: () => setDialog({ kind: 'openFile' }),
      download: () => setDialog({ kind: 'download' }),
      playRecording: () => setDialog({ kind: 'recording' }),
    },
  )
  const items = tabs.map((tab) => ({
    ...describeTab(tab, terminals),
    isActive: tab === activeTab,
    isDirty: tab.kind === 'file' && dirtyFiles.has(tab.path),
    onRename: tab.kind === 'file' ? undefined : () => rename(tab),
    onClose: tab.kind === 'file' || closableIn(tab).length > 0 ? () => commands.close(tab) : undefined,
    onMove: (steps: number) => move(tab, steps),
  }))
  const active = activeTab ? tabId(activeTab) : ''

  return (
    <Tabs.Root
      ref={frameRef}
      style={{ paddingBottom: coveredHeight }}
      value={active}
      onValueChange={(id) => {
        const tab = tabs.find((candidate) => tabId(candidate) === id)
        if (tab) commands.select(tab)
      }}
      className="flex size-full flex-col"
    >
      <WorkbenchBar
        terminal={{ instance: name, terminal: inUse }}
        items={items}
        tools={tools}
        screen={screen}
      />
      {/* One panel for all tabs: what is in view may be several terminals, and these never leave the page. */}
      <Tabs.Content value={active} forceMount tabIndex={-1} className="relative min-h-0 flex-1">
        <TerminalPanes
          instance={instance}
          shown={shown}
          layouts={layouts}
          focus={focus}
          keysPlace={keysPlace}
          uploads={uploads}
          onScreen={setScreen}
          onClose={(terminal) => commands.closeTerminals([terminal])}
        />
        <FilePanes
          instance={name}
          terminal={inUse}
          files={tabs.filter((tab): tab is FileTab => tab.kind === 'file')}
          shown={activeTab?.kind === 'file' ? activeTab.path : null}
          onClose={commands.closeFile}
          onDirtyChange={setDirty}
        />
        <UploadList uploads={uploads} instance={name} />
      </Tabs.Content>
      <div ref={setKeysPlace} />
      <UploadInput ref={setUploadInput} uploads={uploads} terminal={inUse} />
      <WorkbenchDialogs
        instance={instance}
        inUse={inUse}
        dialog={dialog}
        onClose={() => setDialog(null)}
        onOpenFile={commands.openFile}
      />
      <CloseQuestion question={commands.question} terminals={terminals} onAnswer={commands.answer} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </Tabs.Root>
  )
}
