'use client'

import Link from 'next/link'
import type { HubRepositorySummary } from '../../server/protocol/hub.ts'
import { useSession } from '../session/session-provider.tsx'
import { pushCommand } from './image-reference.ts'
import { RepositoryList } from './repository-list.tsx'

/** What the session has pushed, to any registry. */
export function OwnPushes({ query, repositories }: { query: string; repositories: HubRepositorySummary[] }) {
  return (
    <section aria-labelledby="own-pushes" className="mb-9">
      <h2 id="own-pushes" className="mb-3 text-lg font-semibold tracking-tight">
        Your pushes
      </h2>
      {repositories.length > 0 ? (
        <RepositoryList label="Your pushes" repositories={repositories} isDefaultHostShown />
      ) : (
        <p className="rounded-lg border border-dashed border-line-strong/50 px-4 py-3 text-sm text-ink-muted">
          {query === '' ? <Invitation /> : <>Nothing of yours matches “{query}”.</>}
        </p>
      )}
    </section>
  )
}

function Invitation() {
  const phase = useSession((state) => state.phase)
  if (phase.status === 'loading') return 'Looking for your session …'
  if (phase.status !== 'open') {
    return (
      <>
        What you push appears here when you have a session.{' '}
        <Link href="/" className="text-accent-strong underline underline-offset-2">
          Open a lab
        </Link>{' '}
        and add an instance.
      </>
    )
  }
  const name = `${phase.session.username}/app`
  return (
    <>
      Nothing yet. Log in and push an image from a terminal, and it appears here at once:{' '}
      <code className="font-mono text-[0.8125rem] wrap-anywhere text-ink">
        {pushCommand({ host: 'docker.io', name }, '1.0')}
      </code>
    </>
  )
}
