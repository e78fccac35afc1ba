'use client'

import type { LabSummary } from '../lab/chapter-summary.ts'
import { Spinner } from '../ui/spinner.tsx'
import { RosterTable } from './roster-table.tsx'
import { useRoster } from './use-roster.ts'

export function Roster({ labs }: { labs: LabSummary[] }) {
  const roster = useRoster()
  switch (roster.status) {
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-ink-muted">
          <Spinner className="size-4" /> Reading the sessions …
        </p>
      )
    case 'refused':
      return (
        <div role="alert">
          <p>This page is for the instructor.</p>
          <p className="mt-2 text-ink-muted">
            Open it with the instructor’s link, which Drydock printed in the terminal where it was started.
          </p>
        </div>
      )
    case 'failed':
      return <p role="alert">{roster.problem}</p>
    case 'shown':
      return (
        <>
          {roster.problem !== null && (
            <p role="alert" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
              What you see may be out of date. {roster.problem}
            </p>
          )}
          <RosterTable labs={labs} entries={roster.entries} />
        </>
      )
  }
}
