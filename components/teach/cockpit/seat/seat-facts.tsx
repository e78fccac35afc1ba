'use client'

import type { SeatRow } from '../../../../server/protocol/cockpit.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDuration } from '../../../ui/format-duration.ts'
import { Meter } from '../../../ui/meter.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { labelOf } from '../column-groups.ts'
import { SeatMarks } from '../seat-marks.tsx'
import { describeStuck } from '../stuck-words.ts'

const TICK_MS = 10_000

/** Where somebody is, and what they have. */
export function SeatFacts({ seat, name }: { seat: SeatRow; name: string }) {
  const columns = useCockpit((state) => state.columns)
  const now = useNow(TICK_MS)
  const at = seat.current === null ? undefined : columns[seat.current]
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <SeatMarks seat={seat} />
        {seat.expiresAt !== null && now !== null && (
          <span className="text-ink-muted">session ends in {formatDuration(seat.expiresAt - now)}</span>
        )}
      </p>
      {columns.length > 0 && (
        <Meter
          label={`Progress of ${name}`}
          shortLabel="Progress"
          share={seat.done.length / columns.length}
          text={`${seat.done.length} of ${columns.length} steps`}
          isLimit={false}
        />
      )}
      {at && seat.current !== null && (
        <p>
          At “{labelOf(columns, seat.current)}” <span className="text-ink-muted">in {at.chapterTitle}</span>
        </p>
      )}
      <Instances seat={seat} />
      {seat.stuck && (
        <p className="rounded-md bg-danger-soft px-3 py-2 wrap-anywhere text-danger">
          {describeStuck(seat.stuck, columns)}.
          {seat.stuck.reason !== null && <span className="block">The check says: {seat.stuck.reason}</span>}
        </p>
      )}
      {seat.hand !== null && <Hand seat={seat} hand={seat.hand} now={now} />}
    </div>
  )
}

function Instances({ seat: { instances } }: { seat: SeatRow }) {
  return (
    <p className="text-ink-muted">
      {instances.length === 0
        ? 'No instances now.'
        : `Instances: ${instances
            .map(({ name, status }) => (status === 'ready' ? name : `${name} (${status})`))
            .join(', ')}`}
    </p>
  )
}

function Hand({ seat: { id }, hand, now }: { seat: SeatRow; hand: number; now: number | null }) {
  const client = useCockpitClient()
  return (
    <p className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-1.5">
      <span>A hand is up{now !== null && `, for ${formatDuration(now - hand)}`}.</span>
      <Button size="small" onClick={() => void client.tell({ type: 'lower-hand', seat: id })}>
        Lower hand
      </Button>
    </p>
  )
}
