'use client'

import { BookOpen, Clock, Container, Server, TriangleAlert, type LucideIcon } from 'lucide-react'
import { describeEvent } from '../../server/protocol/describe-event.ts'
import type { TimelineEntry } from '../../server/protocol/timeline.ts'
import { classNames } from '../ui/class-names.ts'
import { formatAge } from '../ui/format-age.ts'
import { useNow } from '../ui/use-now.ts'
import { eventKind, type EventKind } from './event-kind.ts'
import { formatMoment, formatTime } from './format-moment.ts'

const ICONS: Record<EventKind, LucideIcon> = {
  session: Clock,
  instance: Server,
  docker: Container,
  lab: BookOpen,
  problem: TriangleAlert,
}

/** Ages are in minutes. */
const AGE_INTERVAL_MS = 15_000

/** The newest first. */
export function TimelineList({ entries }: { entries: readonly TimelineEntry[] }) {
  const now = useNow(AGE_INTERVAL_MS)
  return (
    <ol aria-label="Events, the newest first" className="space-y-3">
      {entries.toReversed().map(({ id, at, event }) => {
        const kind = eventKind(event)
        const Icon = ICONS[kind]
        return (
          <li key={id} className="grid grid-cols-[auto_1fr] gap-x-2.5 text-sm">
            <Icon
              aria-hidden
              className={classNames('mt-0.5 size-4', kind === 'problem' ? 'text-warn' : 'text-ink-muted')}
            />
            <div className="min-w-0">
              <p className="break-words">{describeEvent(event, { time: formatTime })}</p>
              <p className="text-xs text-ink-muted tabular-nums">
                <time dateTime={new Date(at).toISOString()}>{formatMoment(at, now ?? at)}</time>
                {now !== null && ` · ${formatAge(now - at)}`}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
