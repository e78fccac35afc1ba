import Link from 'next/link'
import type { HubRepositorySummary } from '../../server/protocol/hub.ts'
import { repositoryPath } from './hub-path.ts'
import { DEFAULT_HOST, shortName } from './image-reference.ts'
import { OutsideLink } from './outside-link.tsx'
import { RepositoryBadges } from './repository-badges.tsx'
import { RepositoryFacts } from './repository-facts.tsx'

export function RepositoryList({
  label,
  repositories,
  isDefaultHostShown = false,
}: {
  label: string
  repositories: readonly HubRepositorySummary[]
  /** Other hosts are part of the name. */
  isDefaultHostShown?: boolean
}) {
  return (
    // Safari takes the role from a list without bullets.
    <ul role="list" aria-label={label} className="grid gap-3 md:grid-cols-2">
      {repositories.map((repository) => (
        <li
          key={repositoryPath(repository)}
          className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-4 hover:border-accent"
        >
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="min-w-0 font-mono text-sm font-semibold wrap-anywhere">
              <Link
                href={repositoryPath(repository)}
                prefetch={false}
                className="text-accent-strong hover:underline"
              >
                {shortName(repository)}
              </Link>
            </h3>
            {isDefaultHostShown && repository.host === DEFAULT_HOST && (
              <span className="rounded bg-sunken px-1.5 py-0.5 font-mono text-xs text-ink-muted">
                {DEFAULT_HOST}
              </span>
            )}
            <RepositoryBadges {...repository} />
          </div>
          {repository.description !== '' && (
            <p className="text-sm wrap-anywhere text-ink-muted">{repository.description}</p>
          )}
          <div className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <RepositoryFacts {...repository} />
            {repository.originUrl !== null && (
              <span className="text-xs">
                <OutsideLink href={repository.originUrl}>
                  Original<span className="sr-only"> of {shortName(repository)}</span>
                </OutsideLink>
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
