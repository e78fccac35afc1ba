'use client'

import { Star, Tag } from 'lucide-react'
import type { HubRepositorySummary } from '../../server/protocol/hub.ts'
import { useNow } from '../ui/use-now.ts'
import { formatAge } from '../ui/format-age.ts'

const AGE_TICK_MS = 10_000

/** Stars are the catalogue's: nobody can give one to what participants push. */
export function RepositoryFacts({ stars, tagCount, pushedAt, originUrl }: HubRepositorySummary) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-muted tabular-nums">
      {originUrl !== null && (
        <span className="inline-flex items-center gap-1">
          <Star aria-hidden className="size-3.5" /> {stars.toLocaleString('en')}
          <span className="sr-only">{stars === 1 ? 'star' : 'stars'}</span>
        </span>
      )}
      <span className="inline-flex items-center gap-1">
        <Tag aria-hidden className="size-3.5" /> {tagCount.toLocaleString('en')}{' '}
        {tagCount === 1 ? 'tag' : 'tags'}
      </span>
      <Age pushedAt={pushedAt} prefix="Updated " />
    </p>
  )
}

export function Age({ pushedAt, prefix = '' }: { pushedAt: number; prefix?: string }) {
  const now = useNow(AGE_TICK_MS)
  if (now === null) return null
  const date = new Date(pushedAt)
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString('en')}>
      {prefix}
      {formatAge(now - pushedAt)}
    </time>
  )
}
