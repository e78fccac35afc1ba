'use client'

import { AlarmClockPlus } from 'lucide-react'
import { useState } from 'react'
import type { SessionView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { useSessionClient } from './session-provider.tsx'

const WHY_NOT = {
  workshop: 'The workshop ends then, too.',
  session: 'It has all the time that a session may have.',
} satisfies Record<SessionView['deadlineOf'], string>

/** Or why there is none. */
export function ExtendButton({
  session: { expiresAt, deadline, deadlineOf, extensionMs },
}: {
  session: Pick<SessionView, 'expiresAt' | 'deadline' | 'deadlineOf' | 'extensionMs'>
}) {
  const client = useSessionClient()
  const [isBusy, setBusy] = useState(false)
  const addedMs = Math.min(extensionMs, deadline - expiresAt)
  if (addedMs <= 0) return <span className="text-xs text-ink-muted">{WHY_NOT[deadlineOf]}</span>
  const isAll = addedMs < extensionMs && deadlineOf === 'workshop'
  return (
    <Button
      size="small"
      aria-disabled={isBusy}
      title={`Adds ${formatDuration(addedMs)}${isAll ? ', up to the workshop’s end' : ''}`}
      onClick={() => {
        if (isBusy) return
        setBusy(true)
        void client.time.extend().finally(() => setBusy(false))
      }}
    >
      <AlarmClockPlus aria-hidden className="size-3.5" />
      Extend
    </Button>
  )
}
