import type { Column, SeatRow, Stuck } from '../../../server/protocol/cockpit.ts'
import { formatDuration } from '../../ui/format-duration.ts'
import { labelOf } from './column-groups.ts'

/** Why somebody may be stuck; what the check says is apart, in `reason`. */
export function describeStuck(
  { kind, column, sinceMs, usualMs, count }: Stuck,
  columns: readonly Column[],
): string {
  const place = labelOf(columns, column)
  switch (kind) {
    case 'slow':
      return usualMs === null
        ? `${formatDuration(sinceMs)} at “${place}”`
        : `${formatDuration(sinceMs)} at “${place}”, class median ${formatDuration(usualMs)}`
    case 'same-failure':
      return `The same failure ${count} times at “${place}”`
    case 'same-error':
      return `${count} commands in a row ended with an error at “${place}”`
  }
}

export const STATUS_WORDS = {
  waiting: 'waits for a seat',
  joined: 'has joined',
  working: 'here',
  away: 'away',
  ended: 'session ended',
} satisfies Record<SeatRow['status'], string>
