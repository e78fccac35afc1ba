'use client'

import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { TerminalNumber } from '../../server/protocol/ids.ts'
import { FIRST_TERMINAL } from '../../server/protocol/ids.ts'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { activeTerminalOf } from '../session/terminal-ref.ts'
import { activeTabOf, EMPTY_LAYOUT, reconcileLayout, type InstanceLayout, type Tab } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'

export interface ShownLayout {
  /** Only what exists. */
  layout: InstanceLayout
  /** There is always one: the first terminal cannot be closed. */
  activeTab: Tab | undefined
  /** The terminal that blocks are typed into, and that tools are for. */
  inUse: TerminalNumber
}

/** How an instance is arranged, kept in step with the terminals that it has. */
export function useInstanceLayout(
  { name, terminals }: Pick<ReadyInstanceView, 'name' | 'terminals'>,
  layouts: LayoutStore,
): ShownLayout {
  const client = useSessionClient()
  const stored = useStore(layouts, (state) => state[name]) ?? EMPTY_LAYOUT
  const selected = useSession((state) => activeTerminalOf(state, name).terminal)
  const existing = terminals.map(({ number }) => number)
  const existingList = existing.join()

  useEffect(() => {
    const numbers = terminals.map(({ number }) => number)
    layouts.change(name, (layout) => reconcileLayout(layout, numbers))
    // Somebody has closed it in another tab.
    const before = client.store.getState()
    const { terminal } = activeTerminalOf(before, name)
    if (numbers.includes(terminal)) return
    client.selectTerminal({ instance: name, terminal: FIRST_TERMINAL })
    if (before.activeInstance !== null) client.selectInstance(before.activeInstance)
    // The list stands for the terminals, which are new objects with each message.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [existingList, client, layouts, name])

  const layout = reconcileLayout(stored, existing)
  const inUse = existing.includes(selected) ? selected : FIRST_TERMINAL
  return { layout, activeTab: activeTabOf(layout, inUse), inUse }
}
