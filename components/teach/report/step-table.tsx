import { Fragment } from 'react'
import type { Report } from '../../../server/protocol/cockpit.ts'
import { formatDuration } from '../../ui/format-duration.ts'
import { WideTable } from '../../ui/wide-table.tsx'
import { groupColumns } from '../cockpit/column-groups.ts'
import { ShareBar } from './share-bar.tsx'

const CELL = 'px-3 py-1.5 text-left align-baseline'
const NUMBER = `${CELL} whitespace-nowrap tabular-nums`
const TITLES = ['Step', 'Done', 'Median', 'Slowest', 'Attempts', 'Hints', 'Why it failed']

/** Each step: how many have done it, how long it took, and where people failed. */
export function StepTable({ report: { columns, steps, seats } }: { report: Report }) {
  if (columns.length === 0)
    return <p className="text-ink-muted">The chapters of this workshop have no checks.</p>
  return (
    <WideTable label="Steps" caption="Steps" titles={TITLES} headClass={`${CELL} font-semibold`}>
      {groupColumns(columns).map((group) => (
        <Fragment key={group.chapter}>
          <tr className="break-after-avoid">
            <th scope="rowgroup" colSpan={TITLES.length} className={`${CELL} bg-sunken font-semibold`}>
              {group.title}
            </th>
          </tr>
          {group.columns.map(({ index, label }) => (
            <StepRow key={index} label={label} step={steps[index]} participants={seats.length} />
          ))}
        </Fragment>
      ))}
    </WideTable>
  )
}

function StepRow({
  label,
  step,
  participants,
}: {
  label: string
  step: Report['steps'][number] | undefined
  participants: number
}) {
  if (!step) return null
  const { done, medianMs, slowestMs, attempts, hints, reasons } = step
  return (
    <tr className="break-inside-avoid">
      <th scope="row" className={`${CELL} min-w-40 font-normal`}>
        {label}
      </th>
      <td className={CELL}>
        <ShareBar part={done} whole={participants} />
      </td>
      <td className={NUMBER}>{durationOf(medianMs)}</td>
      <td className={NUMBER}>{durationOf(slowestMs)}</td>
      <td className={NUMBER}>{attempts}</td>
      <td className={NUMBER}>{hints}</td>
      <td className={`${CELL} min-w-48 text-xs`}>
        {reasons.length === 0 ? (
          '–'
        ) : (
          <ul role="list" className="flex flex-col gap-0.5">
            {reasons.map(({ reason, count }) => (
              <li key={reason} className="wrap-anywhere">
                <span className="tabular-nums">{count} ×</span> {reason}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}

function durationOf(durationMs: number | null): string {
  return durationMs === null ? '–' : formatDuration(durationMs)
}
