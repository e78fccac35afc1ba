'use client'

import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { SeatId, WorkshopId } from '../../../server/protocol/workshop.ts'
import { readRemembered, remember } from '../../ui/use-remembered.ts'
import type { WebSocketLike } from '../../session/session-socket.ts'
import { readMe, readWorkshop, restoreWorkshop, sendClassCommand } from '../teach-api.ts'
import { CockpitClient } from './cockpit-client.ts'
import { keepNamesHidden } from './keep-names-hidden.ts'
import { nameOf, type CockpitState } from './cockpit-state.ts'

const CockpitContext = createContext<CockpitClient | null>(null)

/** `workshop` must stay the same: another workshop is another provider. */
export function CockpitProvider({ workshop, children }: { workshop: WorkshopId; children: ReactNode }) {
  const [client] = useState(() => createClient(workshop))

  useEffect(() => {
    const key = `drydock-names-hidden-${client.workshop}`
    // Before the first name comes: what was a projector's screen is one after a reload.
    const forgetNames = keepNamesHidden(client.store, {
      read: () => readRemembered(key),
      write: (value) => remember(key, value),
    })
    const following = client.start()
    const comeBack = () => {
      if (document.visibilityState === 'visible') client.retryIfLost()
    }
    document.addEventListener('visibilitychange', comeBack)
    window.addEventListener('online', comeBack)
    return () => {
      document.removeEventListener('visibilitychange', comeBack)
      window.removeEventListener('online', comeBack)
      following.dispose()
      forgetNames()
    }
  }, [client])

  return <CockpitContext value={client}>{children}</CockpitContext>
}

export function useCockpitClient(): CockpitClient {
  const client = useContext(CockpitContext)
  if (!client) throw new Error('useCockpitClient needs a CockpitProvider above it')
  return client
}

export function useCockpit<T>(select: (state: CockpitState) => T): T {
  return useStore(useCockpitClient().store, select)
}

/** For lists and small objects that are made anew each time: the same content is the same. */
export function useCockpitShallow<T>(select: (state: CockpitState) => T): T {
  return useStore(useCockpitClient().store, useShallow(select))
}

export function useSeatName(id: SeatId): string {
  return useCockpit((state) => nameOf(state, id))
}

function createClient(workshop: WorkshopId): CockpitClient {
  return new CockpitClient(
    workshop,
    {
      readWorkshop: () => readWorkshop(workshop),
      readMyName: async () => (await readMe()).name,
      command: (command) => sendClassCommand(workshop, command),
      restore: () => restoreWorkshop(workshop),
    },
    { open: () => openSocket(workshop), random: Math.random },
  )
}

function openSocket(workshop: WorkshopId): WebSocketLike {
  const url = new URL(`/ws/teach/${workshop}`, window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url)
}
