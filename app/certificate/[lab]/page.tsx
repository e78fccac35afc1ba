import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Certificate } from '../../../components/certificate/certificate.tsx'
import { describeLab } from '../../../components/certificate/certified-lab.ts'
import { PlainPage } from '../../../components/plain-page.tsx'
import { findLab, readLabs } from '../../_lib/labs.ts'

interface PageParams {
  params: Promise<{ lab: string }>
}

export const dynamicParams = false

export async function generateStaticParams(): Promise<{ lab: string }[]> {
  return (await readLabs()).map(({ id }) => ({ lab: id }))
}

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const lab = await findLab((await params).lab)
  return lab ? { title: `Certificate: ${lab.title}` } : {}
}

export default async function CertificatePage({ params }: PageParams) {
  const lab = await findLab((await params).lab)
  if (!lab) notFound()
  return (
    <PlainPage title="Certificate">
      <Certificate lab={describeLab(lab)} />
    </PlainPage>
  )
}
