'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { instancesOf } from '../session/session-state.ts'
import { activeTerminalOf } from '../session/terminal-ref.ts'
import { replaceAddress } from '../ui/replace-address.ts'
import { showTerminals } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'
import { readTerminalAddress, withTerminalAddress } from './terminal-address.ts'

/** The page's address selects instance and terminal when the page is loaded, and says from then on which are in view. */
export function useTerminalAddress(layouts: LayoutStore): void {
  const client = useSessionClient()

  const [named] = useState(() => readTerminalAddress(window.location.search))
  useEffect(() => {
    const instance = instancesOf(client.store.getState()).find(({ name }) => name === named?.instance)
    if (!named || !instance) return
    client.selectInstance(named.instance)
    const { terminal } = named
    const isThere =
      instance.status === 'ready' && instance.terminals.some(({ number }) => number === terminal)
    if (terminal === null || !isThere) return
    client.selectTerminal({ instance: named.instance, terminal })
    layouts.change(named.instance, showTerminals)
  }, [client, layouts, named])

  const instance = useSession((state) => state.activeInstance)
  const terminal = useSession((state) => instance && activeTerminalOf(state, instance).terminal)
  const isFileShown = useStore(layouts, (state) => Boolean(instance && state[instance]?.activeFile))
  // Another chapter has another address, without what was selected.
  const path = usePathname()
  useEffect(() => {
    if (instance === null || terminal === null) return
    const next = withTerminalAddress(window.location.href, {
      instance,
      terminal: isFileShown ? null : terminal,
    })
    if (next !== window.location.href) replaceAddress(next)
  }, [path, instance, terminal, isFileShown])
}
