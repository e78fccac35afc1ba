import type { Metadata } from 'next'
import { summariseLab } from '../../components/lab/chapter-summary.ts'
import { PlainPage } from '../../components/plain-page.tsx'
import { TeachHome } from '../../components/teach/teach-home.tsx'
import { readLabs } from '../_lib/labs.ts'

export const metadata: Metadata = { title: 'Workshops' }

export default async function TeachPage() {
  const labs = await readLabs()
  return (
    <PlainPage title="Workshops" isWide>
      <TeachHome labs={labs.map(summariseLab)} />
    </PlainPage>
  )
}
