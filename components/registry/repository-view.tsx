'use client'

import { hubRepositorySchema, type HubRepository } from '../../server/protocol/hub.ts'
import { useSession } from '../session/session-provider.tsx'
import { repositoryKey } from '../session/session-state.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { HubFailure, HubOutOfDate } from './hub-problem.tsx'
import { repositoryApiPath } from './hub-path.ts'
import { HubSkeleton } from './hub-skeleton.tsx'
import { pullCommand, shortName, type RepositoryId } from './image-reference.ts'
import { MissingRepository } from './missing-repository.tsx'
import { OutsideLink } from './outside-link.tsx'
import { RepositoryBadges } from './repository-badges.tsx'
import { RepositoryFacts } from './repository-facts.tsx'
import { TagsTable } from './tags-table.tsx'
import { useHubResource } from './use-hub-resource.ts'

/** A repository, again after each push to it. */
export function RepositoryView({ host, name }: RepositoryId) {
  const pushes = useSession(({ hubPushes }) => hubPushes[repositoryKey({ host, name })] ?? 0)
  const [resource, retry] = useHubResource(repositoryApiPath({ host, name }), hubRepositorySchema, pushes)
  switch (resource.status) {
    case 'loading':
      return <HubSkeleton label={`Reading ${shortName({ host, name })} …`} cards={2} />
    case 'failed':
      return <HubFailure problem={resource.problem} onRetry={retry} />
    case 'missing':
      return <MissingRepository host={host} name={name} />
    case 'shown':
      return (
        <>
          {resource.problem !== null && <HubOutOfDate problem={resource.problem} onRetry={retry} />}
          <Repository repository={resource.data} />
        </>
      )
  }
}

function Repository({ repository }: { repository: HubRepository }) {
  const { description, originUrl, standInNote, tags } = repository
  const tag = tags.find((candidate) => candidate.name === 'latest') ?? tags[0]
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <RepositoryBadges {...repository} />
        <RepositoryFacts {...repository} />
      </div>
      {description !== '' && <p className="mt-3 max-w-prose wrap-anywhere">{description}</p>}
      {originUrl !== null && (
        <p role="note" className="mt-4 max-w-prose border-l-2 border-warn bg-warn-soft px-3 py-2 text-sm">
          <strong className="font-semibold">Lab stand-in.</strong> {standInNote}{' '}
          <OutsideLink href={originUrl}>The original of {shortName(repository)}</OutsideLink>
        </p>
      )}
      {tag && <PullCommand command={pullCommand(repository, tag.name)} />}
      <h2 className="mt-8 mb-3 text-lg font-semibold tracking-tight">Tags</h2>
      <TagsTable repository={repository} />
    </>
  )
}

function PullCommand({ command }: { command: string }) {
  return (
    <p className="mt-5 flex w-fit max-w-full items-center gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
      <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{command}</code>
      <CopyButton text={command} label="Copy pull command" variant="quiet" size="small-icon" />
    </p>
  )
}
