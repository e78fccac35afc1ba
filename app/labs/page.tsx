import type { Metadata } from 'next'
import { summariseLab } from '../../components/lab/chapter-summary.ts'
import { LabCards } from '../../components/lab/lab-cards.tsx'
import { PlainPage } from '../../components/plain-page.tsx'
import { readLabs } from '../_lib/labs.ts'

export const metadata: Metadata = { title: 'Labs' }

export default async function LabsPage() {
  const labs = await readLabs()
  return (
    <PlainPage title="Labs">
      <LabCards labs={labs.map((lab) => ({ ...summariseLab(lab), summary: lab.summary }))} />
    </PlainPage>
  )
}
