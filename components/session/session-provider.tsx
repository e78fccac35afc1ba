'use client'

import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createSessionApi } from './session-api.ts'
import { SessionClient } from './session-client.ts'
import type { WebSocketLike } from './session-socket.ts'
import { watchMovement } from './watch-movement.ts'
import type { SessionState } from './session-state.ts'

const SessionContext = createContext<SessionClient | null>(null)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new SessionClient(createSessionApi(), { open: openSocket, random: Math.random, loadSocket }),
  )

  useEffect(() => {
    const following = client.start()
    const watching = watchMovement(window, () => client.time.moved())
    const comeBack = () => {
      if (document.visibilityState !== 'visible') return
      const { status } = client.store.getState().phase
      // Another tab may have opened a session; a laptop may have slept.
      if (status === 'none' || status === 'unreachable') return void client.refresh()
      client.retryNow()
      client.workshop.lookAgain()
    }
    // Of two windows side by side none is ever hidden: that of a presenter beside that of the lab.
    const lookAgain = () => {
      if (client.store.getState().phase.status === 'none') void client.refresh()
    }
    document.addEventListener('visibilitychange', comeBack)
    window.addEventListener('online', comeBack)
    window.addEventListener('focus', lookAgain)
    return () => {
      window.removeEventListener('focus', lookAgain)
      document.removeEventListener('visibilitychange', comeBack)
      window.removeEventListener('online', comeBack)
      watching.dispose()
      following.dispose()
    }
  }, [client])

  return <SessionContext value={client}>{children}</SessionContext>
}

export function useSessionClient(): SessionClient {
  const client = useContext(SessionContext)
  if (!client) throw new Error('useSessionClient needs a SessionProvider above it')
  return client
}

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useSessionClient().store, select)
}

async function loadSocket() {
  return (await import('./session-socket.ts')).SessionSocket
}

function openSocket(): WebSocketLike {
  const url = new URL('/ws', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url)
}
