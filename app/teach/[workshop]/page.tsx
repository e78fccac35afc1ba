import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Cockpit } from '../../../components/teach/cockpit/cockpit.tsx'
import { workshopIdSchema } from '../../../server/protocol/workshop.ts'

interface PageParams {
  params: Promise<{ workshop: string }>
}

export const metadata: Metadata = { title: 'Cockpit' }

/** Which workshop it is, only the broker knows: pages have nobody's credentials. */
export default async function CockpitPage({ params }: PageParams) {
  const workshop = workshopIdSchema.safeParse((await params).workshop)
  if (!workshop.success) notFound()
  return <Cockpit workshop={workshop.data} />
}
