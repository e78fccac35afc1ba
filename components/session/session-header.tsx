'use client'

import { LogOut, UserRound } from 'lucide-react'
import type { SessionView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { AddInstanceButton } from './add-instance-button.tsx'
import { Countdown } from './countdown.tsx'
import { ExtendWhenNear } from './extend-when-near.tsx'
import { useSessionClient } from './session-provider.tsx'
import { TimelineButton } from './timeline-button.tsx'

export function SessionHeader({ session }: { session: SessionView }) {
  const client = useSessionClient()
  const count = session.instances.length
  const lost = count === 1 ? 'Its instance is' : `Its ${count} instances are`
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-1.5">
      <span className="inline-flex min-w-0 items-center gap-1.5 text-sm font-medium">
        <UserRound aria-hidden className="size-4 shrink-0 text-ink-muted" />
        <span className="truncate" title="Your name in this session">
          {session.username}
        </span>
      </span>
      <Countdown expiresAt={session.expiresAt} />
      <ExtendWhenNear session={session} />
      <div className="ml-auto flex items-center gap-2">
        <TimelineButton isIcon />
        <ConfirmDialog
          title="Close this session?"
          description={
            count === 0
              ? 'You can start a new one at any time.'
              : `${lost} removed with everything in it, at once.`
          }
          confirmLabel="Close session"
          onConfirm={() => void client.closeSession()}
        >
          <Button variant="quiet" size="small" aria-label="Close session">
            <LogOut aria-hidden className="size-3.5" />
            <span className="hidden min-[26rem]:inline">Close session</span>
          </Button>
        </ConfirmDialog>
        {count > 0 && <AddInstanceButton size="small" />}
      </div>
    </div>
  )
}
