'use client'

import type { RosterEntry } from '../../server/protocol/roster.ts'
import type { LabSummary } from '../lab/chapter-summary.ts'
import { formatDuration } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'
import { WideTable } from '../ui/wide-table.tsx'
import { progressByChapter } from './progress-by-chapter.ts'

const TICK_MS = 10_000
const CELL = 'px-3 py-2 text-left align-baseline'
const TITLES = ['Participant', 'Progress', 'Instances', 'Time left']

export function RosterTable({ labs, entries }: { labs: LabSummary[]; entries: RosterEntry[] }) {
  const now = useNow(TICK_MS)
  if (entries.length === 0) {
    return <p className="text-ink-muted">Nobody has a session now. New ones appear here by themselves.</p>
  }
  return (
    <WideTable label="Sessions" caption="Open sessions" titles={TITLES} headClass={`${CELL} font-semibold`}>
      {entries.map((entry) => (
        <tr key={entry.username}>
          <th scope="row" className={`${CELL} font-medium whitespace-nowrap`}>
            {entry.username}
          </th>
          <td className={CELL}>
            <Progress entry={entry} labs={labs} />
          </td>
          <td className={`${CELL} font-mono text-xs`}>
            {entry.instances
              .map(({ name, status }) => (status === 'ready' ? name : `${name} (${status})`))
              .join(', ') || '–'}
          </td>
          <td className={`${CELL} whitespace-nowrap tabular-nums`}>
            {now !== null && formatDuration(entry.expiresAt - now)}
          </td>
        </tr>
      ))}
    </WideTable>
  )
}

function Progress({ entry, labs }: { entry: RosterEntry; labs: LabSummary[] }) {
  const chapters = progressByChapter(entry.progress, labs)
  if (chapters.length === 0) return <span className="text-ink-muted">not begun</span>
  return (
    <ul role="list" className="flex flex-wrap gap-x-4 gap-y-1">
      {chapters.map(({ key, title, done, checks }) => (
        <li key={key} className={done === checks ? 'text-accent-strong' : undefined}>
          {title}{' '}
          <span className="tabular-nums">
            {done}/{checks}
          </span>
        </li>
      ))}
    </ul>
  )
}
