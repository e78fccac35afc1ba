import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { PlainPage } from '../../../components/plain-page.tsx'
import { parseHubPath } from '../../../components/registry/hub-path.ts'
import { shortName } from '../../../components/registry/image-reference.ts'
import { RepositoryView } from '../../../components/registry/repository-view.tsx'

interface PageParams {
  params: Promise<{ path: string[] }>
}

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const target = parseHubPath((await params).path)
  return target?.kind === 'repository' ? { title: shortName(target) } : {}
}

export default async function RepositoryPage({ params }: PageParams) {
  const target = parseHubPath((await params).path)
  if (!target) notFound()
  if (target.kind === 'redirect') permanentRedirect(target.path)
  return (
    <PlainPage title={shortName(target)} isWide>
      <RepositoryView key={shortName(target)} host={target.host} name={target.name} />
    </PlainPage>
  )
}
