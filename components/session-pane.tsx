'use client'

import { lazy, Suspense, useEffect } from 'react'
import type { LabSummary } from './lab/chapter-summary.ts'
import { IsolationBanner } from './session/isolation-banner.tsx'
import { NoSession } from './session/no-session.tsx'
import { useSession } from './session/session-provider.tsx'

const OpenSession = lazy(loadOpenSession)
const ClassArea = lazy(async () => ({ default: (await import('./class/class-area.tsx')).ClassArea }))

/** Who only reads does without it. */
async function loadOpenSession() {
  return { default: (await import('./open-session.tsx')).OpenSession }
}

export function SessionPane({ lab }: { lab: LabSummary }) {
  const phase = useSession((state) => state.phase)
  const isAdding = useSession((state) => state.isAdding)
  const isInClass = useSession((state) => state.classView !== null)
  useEffect(() => {
    // While the broker makes the session. A failure is met again where it is shown.
    if (isAdding) loadOpenSession().catch(() => undefined)
  }, [isAdding])
  const place = <NoSession phase={phase} />
  return (
    <div className="flex h-full flex-col">
      {/* A narrow screen shows this half alone, without the heading of the chapter. */}
      <h1 className="sr-only lg:hidden">Terminal</h1>
      <Suspense>{isInClass && <ClassArea lab={lab} />}</Suspense>
      <IsolationBanner />
      {phase.status === 'open' ? (
        <Suspense fallback={<NoSession phase={{ status: 'loading' }} />}>
          <OpenSession session={phase.session} invitation={place} />
        </Suspense>
      ) : (
        place
      )}
    </div>
  )
}
