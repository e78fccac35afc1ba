'use client'

import type { ClassView } from '../../server/protocol/class.ts'
import { formatCountdown } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'
import { standingOf, waitingWords } from './class-words.ts'
import { formatStart } from './format-start.ts'

/** A countdown of days is no help. */
const COUNTED_MS = 24 * 3_600_000

/** Why a participant cannot work in the workshop yet, or any more. */
export function ClassStanding({ view }: { view: ClassView }) {
  const standing = standingOf(view)
  return (
    <div role="status" className="text-sm">
      {standing === 'over' && 'The workshop is over.'}
      {standing === 'waiting' && `${waitingWords(view.position)}.`}
      {standing === 'before-start' && <UntilStart startsAt={view.startsAt} />}
    </div>
  )
}

function UntilStart({ startsAt }: { startsAt: number }) {
  const now = useNow(1_000)
  if (now === null) return null
  const leftMs = startsAt - now
  if (leftMs <= 0) return 'Starting now …'
  return (
    <>
      Starts {formatStart(startsAt, now)}
      {/* A screen reader need not hear every second. */}
      {leftMs < COUNTED_MS && (
        <span aria-hidden className="text-ink-muted tabular-nums">
          , in {formatCountdown(leftMs)}
        </span>
      )}
    </>
  )
}
