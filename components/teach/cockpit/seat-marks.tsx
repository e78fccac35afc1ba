import { Hand, TriangleAlert } from 'lucide-react'
import type { SeatRow } from '../../../server/protocol/cockpit.ts'
import { classNames } from '../../ui/class-names.ts'
import { STATUS_WORDS } from './stuck-words.ts'

/** A full dot, a ring, or none: presence without its colour. */
const DOTS = {
  working: 'border-accent bg-accent',
  away: 'border-line-strong bg-transparent',
  joined: 'border-line-strong border-dashed bg-transparent',
  waiting: 'border-warn border-dashed bg-transparent',
  ended: 'border-transparent bg-line',
} satisfies Record<SeatRow['status'], string>

/** Whether somebody is there, has a hand up, or may be stuck, in shapes and in words. */
export function SeatMarks({ seat: { status, hand, stuck } }: { seat: SeatRow }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-ink-muted">
      <span aria-hidden className={classNames('size-2 shrink-0 rounded-full border-2', DOTS[status])} />
      <span>{STATUS_WORDS[status]}</span>
      {hand !== null && (
        <span role="img" aria-label="hand raised" title="Hand raised" className="inline-flex text-warn">
          <Hand aria-hidden className="size-3.5" />
        </span>
      )}
      {stuck !== null && (
        <span role="img" aria-label="may be stuck" title="May be stuck" className="inline-flex text-danger">
          <TriangleAlert aria-hidden className="size-3.5" />
        </span>
      )}
    </span>
  )
}
