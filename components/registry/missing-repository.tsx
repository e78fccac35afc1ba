'use client'

import Link from 'next/link'
import { hubModeOf } from '../session/hub-mode-of.ts'
import { useSession } from '../session/session-provider.tsx'
import { HUB_PATH } from './hub-path.ts'
import { dockerHubUrl, pushCommand, type RepositoryId } from './image-reference.ts'
import { OutsideLink } from './outside-link.tsx'

/** A participant may come here before the push: the page then fills by itself. */
export function MissingRepository(repository: RepositoryId) {
  const username = useSession(({ phase }) => (phase.status === 'open' ? phase.session.username : undefined))
  const mode = useSession(hubModeOf)
  const realUrl = dockerHubUrl(repository)
  const isOwn = username !== undefined && repository.name.split('/').includes(username)
  return (
    <>
      <p role="status" className="font-medium">
        {mode === 'live'
          ? 'You are in live mode: repositories are in the real registries.'
          : 'The lab’s Hub has no repository of this name.'}
      </p>
      <ul className="mt-3 list-disc space-y-1.5 pl-5 text-ink-muted">
        {isOwn && mode !== 'live' && (
          <li>
            It is yours to push, and this page shows it at once:{' '}
            <code className="font-mono text-[0.8125rem] wrap-anywhere text-ink">
              {pushCommand(repository, '1.0')}
            </code>
          </li>
        )}
        {mode !== 'live' && (
          <li>
            Check the name, or{' '}
            <Link href={HUB_PATH} className="text-accent-strong underline underline-offset-2">
              search the Hub
            </Link>
            .
          </li>
        )}
        {realUrl !== null && (
          <li>
            <OutsideLink href={realUrl}>The page of this name in the real Docker Hub</OutsideLink>
          </li>
        )}
      </ul>
    </>
  )
}
