'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import type { TerminalChannel, TerminalStatus } from '../session/terminal-channel.ts'
import { ShownTerminal } from '../terminal/shown-terminal.tsx'
import type { XtermScreen } from '../terminal/xterm-screen.ts'
import { Button } from '../ui/button.tsx'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { focusNextPane } from '../workspace-panes.ts'

const nothing = () => undefined

/** An instructor's terminal, to look at. Its names are a contract with tests: `window.__drydock` has it as its region. */
export function FollowPanel({ by, onClose }: { by: string; onClose: () => void }) {
  const client = useSessionClient()
  const [channel, setChannel] = useState<TerminalChannel | null>(null)
  const [status, setStatus] = useState<TerminalStatus>({ status: 'detached' })
  const name = `Terminal of ${by}`

  function open(screen: XtermScreen) {
    const followed = client.terminals.follow(screen, { onStatus: setStatus, onPresence: nothing })
    setChannel(followed)
    return () => client.terminals.unfollow(followed)
  }

  return (
    <section aria-label={name} className="flex h-[30%] min-h-32 shrink-0 flex-col border-b border-line">
      <div className="flex h-7 shrink-0 items-center justify-between bg-sunken pl-3 text-xs">
        <span className="min-w-0 truncate font-medium">{name}, read-only</span>
        <Button
          variant="quiet"
          size="small-icon"
          aria-label="Stop following"
          title="Stop following"
          onClick={onClose}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      </div>
      <div className="relative min-h-0 flex-1">
        <FollowState status={status} onRetry={() => channel?.attach()} />
        <ShownTerminal
          label={`${name}: it takes no input.`}
          probe={name}
          onOpen={open}
          onLeave={focusNextPane}
        />
      </div>
    </section>
  )
}

function FollowState({ status, onRetry }: { status: TerminalStatus; onRetry: () => void }) {
  const isConnected = useSession(({ socket }) => socket.status === 'open')
  if (!isConnected) return <ConnectionBanner message="The connection is lost. It is being tried again." />
  if (status.status === 'failed') return <ConnectionBanner message={status.message} onRetry={onRetry} />
  if (status.status === 'exited') {
    return <ConnectionBanner message="This terminal has ended." retryLabel="Look again" onRetry={onRetry} />
  }
  return null
}
