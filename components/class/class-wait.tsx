'use client'

import { CalendarClock, CircleCheck, Hourglass } from 'lucide-react'
import type { ClassView } from '../../server/protocol/class.ts'
import { TimelineButton } from '../session/timeline-button.tsx'
import { useNow } from '../ui/use-now.ts'
import { BEFORE_START, standingOf, waitingWords, type Standing } from './class-words.ts'
import { formatStart } from './format-start.ts'

const TICK_MS = 10_000
const ICONS = { 'before-start': CalendarClock, waiting: Hourglass, over: CircleCheck } as const
const WHAT_NOW = {
  'before-start': BEFORE_START,
  waiting:
    'You get in by yourself when a seat is free: leave this page open, or come back to it. The chapters can be read meanwhile.',
  over: 'Thank you for taking part. The chapters stay here to read.',
} as const

/** The terminal's place while the workshop gives no session. `reason`: why the last one has ended. */
export function ClassWait({ view, reason }: { view: ClassView; reason: string | undefined }) {
  const now = useNow(TICK_MS)
  const standing = standingOf(view)
  if (standing === 'seated') return null
  const Icon = ICONS[standing]
  return (
    <>
      <Icon aria-hidden className="size-10 text-accent" strokeWidth={1.25} />
      <div role="status" className="flex flex-col gap-2">
        <h2 className="text-lg font-semibold">{titleOf(standing, view, now)}</h2>
        {reason !== undefined && <p>{reason}</p>}
      </div>
      <p className="text-sm text-ink-muted">{WHAT_NOW[standing]}</p>
      {reason !== undefined && <TimelineButton />}
    </>
  )
}

function titleOf(standing: Exclude<Standing, 'seated'>, view: ClassView, now: number | null): string {
  switch (standing) {
    case 'before-start':
      return now === null
        ? 'The workshop has not started'
        : `The workshop starts ${formatStart(view.startsAt, now)}`
    case 'waiting':
      return waitingWords(view.position)
    case 'over':
      return 'The workshop is over'
  }
}
