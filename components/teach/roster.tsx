'use client'

import type { LabSummary } from '../lab/chapter-summary.ts'
import { Spinner } from '../ui/spinner.tsx'
import { RosterTable } from './roster-table.tsx'
import { StaleNote } from './stale-note.tsx'
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
      return <p role="alert">You are signed out. Reload the page to sign in again.</p>
    case 'failed':
      return <p role="alert">{roster.problem}</p>
    case 'shown':
      return (
        <>
          <StaleNote problem={roster.problem} />
          <RosterTable labs={labs} entries={roster.data} />
        </>
      )
  }
}
