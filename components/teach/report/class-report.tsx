'use client'

import Link from 'next/link'
import { useCallback } from 'react'
import type { WorkshopId } from '../../../server/protocol/workshop.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SignIn } from '../account/sign-in.tsx'
import { StaleNote } from '../stale-note.tsx'
import { readReport, workshopPath } from '../teach-api.ts'
import { usePolled } from '../use-polled.ts'
import { ReportSheet } from './report-sheet.tsx'

/** It is read after the class; while one goes on, it need not be live. */
const POLL_MS = 30_000

/** How a class went. */
export function ClassReport({ workshop }: { workshop: WorkshopId }) {
  const read = useCallback(() => readReport(workshop), [workshop])
  const [report, readAgain] = usePolled(read, POLL_MS)
  switch (report.status) {
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-ink-muted">
          <Spinner className="size-4" /> Reading the report …
        </p>
      )
    case 'refused':
      return <SignIn onSignedIn={readAgain} />
    case 'failed':
      return (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p>{report.problem}</p>
          <Button onClick={readAgain}>Try again</Button>
          <Link href="/teach" className="text-accent-strong underline underline-offset-4">
            All workshops
          </Link>
        </div>
      )
    case 'shown':
      return (
        <>
          <nav aria-label="Workshop" className="mb-4 flex gap-4 text-sm print:hidden">
            <Link href="/teach" prefetch={false} className="text-accent-strong underline underline-offset-4">
              All workshops
            </Link>
            <Link
              href={workshopPath(workshop)}
              prefetch={false}
              className="text-accent-strong underline underline-offset-4"
            >
              Cockpit
            </Link>
          </nav>
          <StaleNote problem={report.problem} />
          <ReportSheet report={report.data} />
        </>
      )
  }
}
