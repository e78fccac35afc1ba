'use client'

import type { HubSearchAnswer } from '../../server/protocol/hub.ts'
import { OutsideLink } from './outside-link.tsx'
import { OwnPushes } from './own-pushes.tsx'
import { RepositoryList } from './repository-list.tsx'

const REAL_SEARCH = 'https://hub.docker.com/search'

export function HubResults({ query, answer }: { query: string; answer: HubSearchAnswer }) {
  const { mode, catalog, own } = answer
  const realSearch =
    query === '' ? REAL_SEARCH : `${REAL_SEARCH}?${new URLSearchParams({ q: query }).toString()}`
  if (mode === 'live') return <LiveNote realSearch={realSearch} />
  return (
    <>
      <p role="status" className="sr-only">
        {catalog.length} repositories found. {own.length} pushed by you.
      </p>
      <OwnPushes query={query} repositories={own} />
      <section aria-labelledby="catalogue">
        <h2 id="catalogue" className="text-lg font-semibold tracking-tight">
          {query === '' ? 'Catalogue' : `Results for “${query}”`}
        </h2>
        <p className="mt-1 mb-3 text-sm text-ink-muted">
          These images are lab stand-ins, made from Debian packages, that need no internet. Each leads to its
          original.
        </p>
        {catalog.length > 0 ? (
          <RepositoryList label="Catalogue" repositories={catalog} />
        ) : (
          <p>
            The lab’s catalogue has nothing that matches “{query}”. Try a shorter word, or look in the{' '}
            <OutsideLink href={realSearch}>real Docker Hub</OutsideLink>.
          </p>
        )}
      </section>
    </>
  )
}

function LiveNote({ realSearch }: { realSearch: string }) {
  return (
    <div role="note" className="rounded-lg border border-line bg-surface p-5">
      <p className="font-medium">Names lead to the real registries here.</p>
      <p className="mt-2 text-ink-muted">
        You are in live mode: docker.io, ghcr.io and the others are what they are everywhere, and pushing
        takes accounts of your own. Look for images in the{' '}
        <OutsideLink href={realSearch}>Docker Hub</OutsideLink>.
      </p>
    </div>
  )
}
