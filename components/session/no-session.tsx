'use client'

import { Container, Unplug } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { AddError } from './add-error.tsx'
import { AddInstanceButton } from './add-instance-button.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'
import type { SessionPhase } from './session-state.ts'
import { TimelineButton } from './timeline-button.tsx'

const ClassWait = lazy(async () => ({ default: (await import('../class/class-wait.tsx')).ClassWait }))
const LastScreens = lazy(async () => ({ default: (await import('./last-screens.tsx')).LastScreens }))

/** The terminal's place while there is no terminal: says what is, and offers the one next step. */
export function NoSession({ phase }: { phase: SessionPhase }) {
  const classView = useSession((state) => state.classView)
  const mayStart = classView === null || (classView.phase === 'open' && classView.status === 'seated')
  const isStartable = phase.status === 'none' || phase.status === 'ended'
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-term-background">
      <div className="m-auto flex w-full max-w-md flex-col items-center gap-4 px-6 py-10 text-center">
        {mayStart || !isStartable ? (
          body(phase)
        ) : (
          <Suspense>
            <ClassWait view={classView} reason={phase.status === 'ended' ? phase.reason : undefined} />
          </Suspense>
        )}
      </div>
      {phase.status === 'ended' && (
        <Suspense>
          <LastScreens />
        </Suspense>
      )}
    </div>
  )
}

function body(phase: SessionPhase): ReactNode {
  switch (phase.status) {
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
          <Spinner className="size-4" /> Looking for your session …
        </p>
      )
    case 'unreachable':
      return <Unreachable message={phase.message} />
    case 'none':
      return <Invitation title="Start your first instance" />
    case 'open':
      return <Invitation title="No instances" />
    case 'ended':
      return <Invitation title="The session has ended" reason={phase.reason} />
  }
}

function Invitation({ title, reason }: { title: string; reason?: string }) {
  const workshop = useSession((state) => state.classView?.title)
  return (
    <>
      <Container aria-hidden className="size-10 text-accent" strokeWidth={1.25} />
      <h2 className="text-lg font-semibold">{title}</h2>
      {reason !== undefined && <p role="status">{reason}</p>}
      {workshop !== undefined && reason === undefined && (
        <p>You have joined “{workshop}”. Add New Instance starts your session.</p>
      )}
      <p className="text-sm text-ink-muted">
        You get a machine of your own with a Docker Engine, and a terminal on it, in a few seconds. When your
        time is over it is removed with everything in it.
      </p>
      <AddInstanceButton variant="primary" size="large" />
      {reason !== undefined && <TimelineButton />}
      <AddError />
      <IsolationLine />
      {workshop === undefined && (
        <Link
          href="/join"
          prefetch={false}
          className="text-sm text-accent-strong underline underline-offset-4"
        >
          Join a workshop with its code
        </Link>
      )}
    </>
  )
}

function IsolationLine() {
  const isolation = useSession((state) => state.health?.isolation)
  // The room is kept, so that nothing moves when the answer comes. A bad verdict has its banner.
  return (
    <p className="min-h-8 text-xs text-ink-muted">
      {isolation && isolation.verdict !== 'none' && isolation.meaning}
    </p>
  )
}

function Unreachable({ message }: { message: string }) {
  const client = useSessionClient()
  return (
    <>
      <Unplug aria-hidden className="size-10 text-warn" strokeWidth={1.25} />
      <p role="alert">{message}</p>
      <Button onClick={() => client.retryNow()}>Retry</Button>
    </>
  )
}
