'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../../ui/button.tsx'
import { ConnectionBanner } from '../../ui/connection-banner.tsx'
import { workshopPath } from '../teach-api.ts'
import { useCockpit, useCockpitClient } from './cockpit-provider.tsx'
import { withNames } from './cockpit-state.ts'

/** What keeps the cockpit from being live, or a click from having had its effect, and the way on. */
export function CockpitConnection() {
  const client = useCockpitClient()
  const socket = useCockpit((state) => state.socket)
  const phase = useCockpit((state) => state.phase)
  return (
    <>
      {/* Without height, over what is in view: who has scrolled down must know, too. */}
      <div className="sticky top-0 z-30 -mb-4 h-0">
        {phase.status === 'unreachable' && (
          <ConnectionBanner message={phase.message} onRetry={() => client.retryNow()} />
        )}
        {socket.status === 'waiting' && (
          <ConnectionBanner
            message="The connection is lost. The class goes on; what you see is out of date."
            retryAt={socket.retryAt}
            onRetry={() => client.retryNow()}
          />
        )}
        {socket.status === 'connecting' && <ConnectionBanner message="Connecting again …" />}
        {socket.status === 'refused' && (
          <ConnectionBanner
            message="The server does not accept this page any more."
            retryLabel="Reload the page"
            onRetry={() => window.location.reload()}
          />
        )}
      </div>
      <EndedNote />
      <Problem />
    </>
  )
}

function EndedNote() {
  const client = useCockpitClient()
  const isEnded = useCockpit((state) => state.workshop?.phase === 'ended')
  return (
    <div role="status" className="contents">
      {isEnded && (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">
          The workshop is over, and all its sessions have ended.{' '}
          <Link
            href={`${workshopPath(client.workshop)}/report`}
            prefetch={false}
            className="font-medium text-accent-strong underline underline-offset-4"
          >
            See how it went
          </Link>
          .
        </p>
      )}
    </div>
  )
}

function Problem() {
  const client = useCockpitClient()
  const problem = useCockpit((state) => (state.problem === null ? null : withNames(state, state.problem)))
  return (
    <div role="alert" className="contents">
      {problem !== null && (
        <p className="sticky top-3 z-30 flex items-center gap-3 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
          <span className="flex-1">{problem}</span>
          <Button
            variant="quiet"
            size="small-icon"
            aria-label="Dismiss"
            onClick={() => client.dismissProblem()}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </p>
      )}
    </div>
  )
}
