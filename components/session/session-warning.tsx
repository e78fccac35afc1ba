'use client'

import { Clock, Moon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { formatCountdown } from '../ui/format-duration.ts'
import { FIRST_WARNING_MS } from './first-warning.ts'
import { useNow } from '../ui/use-now.ts'
import { ExtendButton } from './extend-button.tsx'
import { useSessionClient } from './session-provider.tsx'

/** Warned again at each of these, the longest first: there is time to push, and time to copy what matters. */
const WARNINGS_MS = [FIRST_WARNING_MS, 2 * 60_000] as const

/** What the participant should do before the session ends by itself. */
export function SessionWarning({ session }: { session: SessionView }) {
  const { expiresAt, idleEndsAt } = session
  const client = useSessionClient()
  const now = useNow(1_000)
  if (now === null) return null
  if (idleEndsAt !== null) {
    return (
      <Warning icon={<Moon aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />}>
        <p role="alert" className="min-w-0 flex-1">
          Nobody has used this session for a while. It will be ended.
        </p>
        <Left ms={idleEndsAt - now} />
        <Button size="small" onClick={() => client.time.stay()}>
          I am still here
        </Button>
      </Warning>
    )
  }
  const leftMs = expiresAt - now
  const reached = WARNINGS_MS.filter((warningMs) => leftMs < warningMs).at(-1)
  if (reached === undefined) return null
  return (
    <Warning icon={<Clock aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />}>
      <p role="alert" className="min-w-0 flex-1">
        Less than {reached / 60_000} minutes are left. Then the session ends, and its instances are removed.
      </p>
      <ExtendButton session={session} />
    </Warning>
  )
}

function Warning({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex shrink-0 items-start gap-2 border-b border-warn/40 bg-warn-soft px-3 py-2 text-sm">
      {icon}
      {children}
    </div>
  )
}

/** A screen reader need not hear every second. */
function Left({ ms }: { ms: number }) {
  return (
    <span aria-hidden className="font-semibold text-warn tabular-nums">
      {formatCountdown(ms)}
    </span>
  )
}
