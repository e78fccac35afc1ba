'use client'

import type { InstanceName } from '../../server/protocol/ids.ts'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'

/** What keeps a terminal from being used, and the way on. */
export function TerminalConnection({ name }: { name: InstanceName }) {
  const client = useSessionClient()
  const socket = useSession((state) => state.socket)
  const terminal = useSession((state) => state.terminals[name])
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
    return (
      <ConnectionBanner message={terminal.message} onRetry={() => client.terminals.get(name)?.attach()} />
    )
  }
  return null
}
