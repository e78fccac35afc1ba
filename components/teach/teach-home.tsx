'use client'

import type { LabSummary } from '../lab/chapter-summary.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { AccountBar } from './account/account-bar.tsx'
import { SignIn } from './account/sign-in.tsx'
import { WorkshopList } from './plan/workshop-list.tsx'
import { Roster } from './roster.tsx'
import { readMe } from './teach-api.ts'
import { usePolled } from './use-polled.ts'

/** Rarely: it changes only by what is done here, or when the sign-in ends. */
const POLL_MS = 60_000

/** Where an instructor begins. */
export function TeachHome({ labs }: { labs: LabSummary[] }) {
  const [me, readAgain] = usePolled(readMe, POLL_MS)
  switch (me.status) {
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-ink-muted">
          <Spinner className="size-4" /> Looking who you are …
        </p>
      )
    case 'refused':
      return <SignIn onSignedIn={readAgain} />
    case 'failed':
      return (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p>{me.problem}</p>
          <Button onClick={readAgain}>Try again</Button>
        </div>
      )
    case 'shown':
      return (
        <>
          <AccountBar me={me.data} onChanged={readAgain} />
          <WorkshopList me={me.data} labs={labs} />
          <section aria-labelledby="all-sessions" className="mt-12">
            <h2 id="all-sessions" className="mb-3 text-lg font-semibold">
              Sessions
            </h2>
            <p className="mb-3 text-sm text-ink-muted">
              All that are open on this server, in a workshop or not.
            </p>
            <Roster labs={labs} />
          </section>
        </>
      )
  }
}
