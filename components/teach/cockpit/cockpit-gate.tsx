'use client'

import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SignIn } from '../account/sign-in.tsx'
import { CockpitFrame } from './cockpit-frame.tsx'
import { useCockpit, useCockpitClient } from './cockpit-provider.tsx'
import { DeletedWorkshop } from './deleted-workshop.tsx'

/** Shows what is in it once the workshop is known; until then, or instead, what to do. */
export function CockpitGate({ children }: { children: ReactNode }) {
  const client = useCockpitClient()
  const phase = useCockpit((state) => state.phase)
  const isDeleted = useCockpit((state) => state.workshop?.phase === 'deleted')
  const isKnown = useCockpit((state) => state.room !== null)
  if (phase.status === 'signed-out') {
    return (
      <CockpitFrame title="Workshop">
        <SignIn onSignedIn={() => void client.look()} />
      </CockpitFrame>
    )
  }
  if (phase.status === 'not-found') {
    return (
      <CockpitFrame title="Workshop">
        <p role="alert">
          {phase.message} It may have been deleted. “Workshops” above lists those that are yours.
        </p>
      </CockpitFrame>
    )
  }
  if (isDeleted) return <DeletedWorkshop />
  if (isKnown) return children
  if (phase.status === 'unreachable') {
    return (
      <CockpitFrame title="Workshop">
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p>{phase.message}</p>
          <Button onClick={() => client.retryNow()}>Try again</Button>
        </div>
      </CockpitFrame>
    )
  }
  return <Connecting />
}

function Connecting() {
  const client = useCockpitClient()
  const title = useCockpit((state) => state.workshop?.title ?? 'Workshop')
  const socket = useCockpit((state) => state.socket.status)
  return (
    <CockpitFrame title={title}>
      <p role="status" className="flex flex-wrap items-center gap-2 text-ink-muted">
        <Spinner className="size-4" />
        {socket === 'waiting' ? 'The connection is lost. It is tried again by itself.' : 'Connecting …'}
        {socket === 'waiting' && (
          <Button size="small" onClick={() => client.retryNow()}>
            Retry
          </Button>
        )}
        {socket === 'refused' && (
          <Button size="small" onClick={() => window.location.reload()}>
            The server does not accept this page. Reload it
          </Button>
        )}
      </p>
    </CockpitFrame>
  )
}
