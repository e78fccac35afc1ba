'use client'

import { AlarmClockPlus } from 'lucide-react'
import { useState } from 'react'
import type { SessionView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { useSessionClient } from './session-provider.tsx'

/** Nothing to see when the session has all the time that it may have. */
export function ExtendButton({
  session: { expiresAt, deadline, extensionMs },
}: {
  session: Pick<SessionView, 'expiresAt' | 'deadline' | 'extensionMs'>
}) {
  const client = useSessionClient()
  const [isBusy, setBusy] = useState(false)
  const addedMs = Math.min(extensionMs, deadline - expiresAt)
  if (addedMs <= 0) return null
  return (
    <Button
      size="small"
      aria-disabled={isBusy}
      title={`Adds ${formatDuration(addedMs)}`}
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
