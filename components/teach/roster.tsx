'use client'

import type { LabSummary } from '../lab/chapter-summary.ts'
import { PolledData } from './polled-data.tsx'
import { RosterTable } from './roster-table.tsx'
import { useRoster } from './use-roster.ts'

export function Roster({ labs }: { labs: LabSummary[] }) {
  return (
    <PolledData polled={useRoster()} reading="Reading the sessions …">
      {(entries) => <RosterTable labs={labs} entries={entries} />}
    </PolledData>
  )
}
