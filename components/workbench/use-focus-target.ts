'use client'

import { useEffect, useState } from 'react'
import { useSessionClient } from '../session/session-provider.tsx'
import type { SessionState } from '../session/session-state.ts'
import { activeTerminalOf, terminalKey, type TerminalKey } from '../session/terminal-ref.ts'
import { showTerminals } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'

/** Which terminal was last asked to take the keyboard. The number rises with each request. */
export interface FocusTarget {
  terminal: TerminalKey
  requests: number
}

/**
 * A request belongs to the terminal that was in use when it was made: another one that comes into view later, as when
 * somebody walks along the tabs, must not take the keyboard.
 */
export function useFocusTarget(layouts: LayoutStore): FocusTarget | null {
  const client = useSessionClient()
  const [target, setTarget] = useState(() => targetOf(client.store.getState()))
  const [drawn] = useState(() => client.store.getState().focusRequests)
  useEffect(() => {
    let seen = drawn
    const follow = (state: SessionState) => {
      if (state.focusRequests === seen) return
      seen = state.focusRequests
      // What somebody wants to type into, they want to see.
      if (state.activeInstance !== null) layouts.change(state.activeInstance, showTerminals)
      setTarget(targetOf(state))
    }
    // Asked for between the first drawing and now: an instance from the pool is that fast.
    follow(client.store.getState())
    return client.store.subscribe(follow)
  }, [client, layouts, drawn])
  return target
}

function targetOf(state: SessionState): FocusTarget | null {
  const { activeInstance, focusRequests } = state
  if (activeInstance === null || focusRequests === 0) return null
  return { terminal: terminalKey(activeTerminalOf(state, activeInstance)), requests: focusRequests }
}
