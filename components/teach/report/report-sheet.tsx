'use client'

import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import type { Report } from '../../../server/protocol/cockpit.ts'
import { Button } from '../../ui/button.tsx'
import { labelOf } from '../cockpit/column-groups.ts'
import { CheckField } from '../../ui/field.tsx'
import { describeTime } from '../../ui/describe-time.ts'
import { workshopApiPath } from '../teach-api.ts'
import { ParticipantTable } from './participant-table.tsx'
import { StepTable } from './step-table.tsx'
import { summariseReport } from './summarise-report.ts'

const LINK =
  'inline-flex h-8 items-center gap-2 rounded-md border border-line-strong/60 px-3 text-sm font-medium hover:border-line-strong hover:bg-sunken'

/** On the screen, and on paper without its buttons. */
export function ReportSheet({ report }: { report: Report }) {
  const { workshop } = report
  const [areNamesHidden, setNamesHidden] = useState(false)
  const path = workshopApiPath(workshop.id)
  return (
    <article aria-label="Report">
      <div className="mb-5 flex flex-wrap items-center gap-2 print:hidden">
        <Button variant="primary" onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" /> Print
        </Button>
        <a href={`${path}/progress.csv`} download className={LINK}>
          <Download aria-hidden className="size-4" /> CSV
        </a>
        <a href={`${path}/report`} download="progress.json" className={LINK}>
          <Download aria-hidden className="size-4" /> JSON
        </a>
        <CheckField
          label="Without names"
          className="ml-2"
          checked={areNamesHidden}
          onChange={({ currentTarget }) => setNamesHidden(currentTarget.checked)}
        />
      </div>
      <h2 className="text-xl font-semibold tracking-tight wrap-anywhere">{workshop.title}</h2>
      <p className="text-sm text-ink-muted">
        {describeTime(workshop)}, {workshop.phase}
        {workshop.teachers.length > 0 && `, with ${workshop.teachers.map(({ name }) => name).join(', ')}`}
      </p>
      <Summary report={report} />
      <h3 className="mt-8 mb-2 text-lg font-semibold">Steps</h3>
      <StepTable report={report} />
      <h3 className="mt-8 mb-2 text-lg font-semibold">Participants</h3>
      <ParticipantTable report={report} areNamesHidden={areNamesHidden} />
    </article>
  )
}

function Summary({ report }: { report: Report }) {
  const { participants, begun, finished, donePercent, attempts, hints, hardest } = summariseReport(report)
  const facts = [
    ['Participants', participants],
    ['Have begun', begun],
    ['Have done all', finished],
    ['Steps done', donePercent === null ? '–' : `${donePercent} %`],
    ['Attempts that failed', attempts],
    ['Hints sent', hints],
  ] as const
  return (
    <>
      <dl className="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        {facts.map(([label, value]) => (
          <div key={label} className="rounded-lg border border-line bg-surface px-3 py-2">
            <dt className="text-xs text-ink-muted">{label}</dt>
            <dd className="text-xl font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {hardest.length > 0 && (
        <p className="mt-3 text-sm">
          Hardest: {hardest.map((index) => `“${labelOf(report.columns, index)}”`).join(', ')}.
        </p>
      )}
    </>
  )
}
