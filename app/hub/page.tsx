import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PlainPage } from '../../components/plain-page.tsx'
import { HubSearch } from '../../components/registry/hub-search.tsx'
import { HubSkeleton } from '../../components/registry/hub-skeleton.tsx'

export const metadata: Metadata = { title: 'Hub' }

export default function HubPage() {
  return (
    <PlainPage title="Hub" isWide>
      {/* The page is built once; what is searched for is known in the browser. */}
      <Suspense fallback={<HubSkeleton label="Reading the Hub …" cards={6} />}>
        <HubSearch />
      </Suspense>
    </PlainPage>
  )
}
