import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PlainPage } from '../../../../components/plain-page.tsx'
import { ClassReport } from '../../../../components/teach/report/class-report.tsx'
import { workshopIdSchema } from '../../../../server/protocol/workshop.ts'

interface PageParams {
  params: Promise<{ workshop: string }>
}

export const metadata: Metadata = { title: 'Report' }

export default async function ReportPage({ params }: PageParams) {
  const workshop = workshopIdSchema.safeParse((await params).workshop)
  if (!workshop.success) notFound()
  return (
    <PlainPage title="Report" isWide>
      <ClassReport workshop={workshop.data} />
    </PlainPage>
  )
}
