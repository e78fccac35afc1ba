'use client'

import { Timer } from 'lucide-react'
import type { ClassView } from '../../server/protocol/class.ts'
import { formatCountdown } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'

export function ClassTimer({ timer: { label, endsAt } }: { timer: NonNullable<ClassView['timer']> }) {
  const now = useNow(1_000)
  if (now === null) return null
  const isOver = now >= endsAt
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Timer aria-hidden className="size-3.5 shrink-0 text-ink-muted" />
      <span className="truncate">{label}</span>
      {!isOver && (
        <span role="timer" aria-label={label} className="font-semibold tabular-nums">
          {formatCountdown(endsAt - now)}
        </span>
      )}
      <span role="status" className="font-semibold">
        {isOver && 'Time is up'}
      </span>
    </span>
  )
}
