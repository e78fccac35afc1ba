'use client'

import { useState } from 'react'
import type { TerminalNumber } from '../../server/protocol/ids.ts'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import {
  closableIn,
  closeFile,
  frontTerminalOf,
  giveOwnTab,
  moveTab,
  openFile,
  placeBeside,
  showTerminals,
  tabId,
  type SplitDirection,
  type Tab,
} from './layout.ts'
import type { LayoutStore } from './layout-store.ts'
import { closeTerminals, openTerminal } from './terminal-requests.ts'
import type { ShownLayout } from './use-instance-layout.ts'

/** What is to be closed, and would be lost. */
export type CloseQuestion =
  { kind: 'busy'; terminals: readonly TerminalNumber[] } | { kind: 'unsaved'; path: string }

export interface TabCommands {
  select: (tab: Tab) => void
  /** To the right, or to the left when negative. */
  move: (tab: Tab, steps: number) => void
  newTerminal: () => void
  /** A new terminal beside the one in use. */
  split: (direction: SplitDirection) => void
  giveOwnTab: (terminal: TerminalNumber) => void
  /** All terminals of the tab, or its file. */
  close: (tab: Tab) => void
  closeTerminals: (terminals: readonly TerminalNumber[]) => void
  openFile: (path: string) => void
  closeFile: (path: string) => void
  /** Waits for `answer`. */
  question: CloseQuestion | null
  answer: (isWanted: boolean) => void
}

/** `dirtyFiles`: paths of the open files whose edits are not saved. */
export function useTabCommands(
  { name: instance }: Pick<ReadyInstanceView, 'name'>,
  {
    layouts,
    shown: { inUse },
    dirtyFiles,
  }: { layouts: LayoutStore; shown: ShownLayout; dirtyFiles: ReadonlySet<string> },
): TabCommands {
  const client = useSessionClient()
  const [question, setQuestion] = useState<CloseQuestion | null>(null)
  const change = (next: Parameters<LayoutStore['change']>[1]) => layouts.change(instance, next)

  const own = { client, layouts, instance }

  async function close(terminals: readonly TerminalNumber[], isForced: boolean) {
    const busy = await closeTerminals(own, terminals, { isForced })
    if (busy.length > 0) setQuestion({ kind: 'busy', terminals: busy })
  }

  function closeAnyFile(path: string) {
    if (dirtyFiles.has(path)) setQuestion({ kind: 'unsaved', path })
    else change((before) => closeFile(before, path))
  }

  return {
    select: (tab) => {
      if (tab.kind === 'file') return change((before) => openFile(before, tab.path))
      change(showTerminals)
      const terminal = frontTerminalOf(tab, inUse)
      if (terminal !== undefined) client.selectTerminal({ instance, terminal })
    },
    move: (tab, steps) => change((before) => moveTab(before, tabId(tab), steps)),
    newTerminal: () => void openTerminal(own, () => change(showTerminals)),
    split: (direction) => {
      const beside = inUse
      void openTerminal(own, (terminal) =>
        change((before) => placeBeside(before, { terminal, beside, direction })),
      )
    },
    giveOwnTab: (terminal) => change((before) => giveOwnTab(before, terminal)),
    close: (tab) => (tab.kind === 'file' ? closeAnyFile(tab.path) : void close(closableIn(tab), false)),
    closeTerminals: (terminals) => void close(terminals, false),
    openFile: (path) => change((before) => openFile(before, path)),
    closeFile: (path) => change((before) => closeFile(before, path)),
    question,
    answer: (isWanted) => {
      setQuestion(null)
      if (!isWanted || question === null) return
      if (question.kind === 'busy') void close(question.terminals, true)
      else change((before) => closeFile(before, question.path))
    },
  }
}
