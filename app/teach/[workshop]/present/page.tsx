import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Presenter } from '../../../../components/teach/present/presenter.tsx'
import { workshopIdSchema } from '../../../../server/protocol/workshop.ts'

interface PageParams {
  params: Promise<{ workshop: string }>
}

export const metadata: Metadata = { title: 'Presenter view' }

export default async function PresenterPage({ params }: PageParams) {
  const workshop = workshopIdSchema.safeParse((await params).workshop)
  if (!workshop.success) notFound()
  return <Presenter workshop={workshop.data} />
}
