'use client'

import { Clock } from 'lucide-react'
import { classNames } from '../ui/class-names.ts'
import { formatCountdown } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'
import { FIRST_WARNING_MS } from './first-warning.ts'

export function Countdown({ expiresAt }: { expiresAt: number }) {
  const now = useNow(1_000)
  if (now === null) return null
  const leftMs = Math.max(0, expiresAt - now)
  const isShort = leftMs < FIRST_WARNING_MS
  return (
    <span
      role="timer"
      aria-label="Time left"
      title="When it is over, the session and its instances are removed."
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs tabular-nums',
        isShort ? 'bg-warn-soft font-semibold text-warn' : 'text-ink-muted',
      )}
    >
      <Clock aria-hidden className="size-3.5" />
      {formatCountdown(leftMs)}
    </span>
  )
}
