'use client'

import type { TerminalRef } from '../../server/protocol/ids.ts'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'
import { terminalKey } from './terminal-ref.ts'

/** What keeps a terminal from being used, and the way on. */
export function TerminalConnection({ terminal: ref }: { terminal: TerminalRef }) {
  const client = useSessionClient()
  const socket = useSession((state) => state.socket)
  const terminal = useSession((state) => state.terminals[terminalKey(ref)])
  if (socket.status === 'waiting') {
    return (
      <ConnectionBanner
        message="The connection is lost; your instances keep running."
        retryAt={socket.retryAt}
        onRetry={() => client.retryNow()}
      />
    )
  }
  if (socket.status === 'refused') {
    return (
      <ConnectionBanner
        message="The server does not accept this page any more."
        retryLabel="Reload the page"
        onRetry={() => window.location.reload()}
      />
    )
  }
  if (socket.status === 'connecting' && terminal?.status === 'detached') {
    return <ConnectionBanner message="Connecting again …" />
  }
  if (socket.status === 'open' && terminal?.status === 'failed') {
    return <ConnectionBanner message={terminal.message} onRetry={() => client.terminals.get(ref)?.attach()} />
  }
  return null
}
