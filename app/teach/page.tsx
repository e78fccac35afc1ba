import type { Metadata } from 'next'
import { summariseLab } from '../../components/lab/chapter-summary.ts'
import { PlainPage } from '../../components/plain-page.tsx'
import { Roster } from '../../components/teach/roster.tsx'
import { readLabs } from '../_lib/labs.ts'

export const metadata: Metadata = { title: 'Sessions' }

export default async function TeachPage() {
  const labs = await readLabs()
  return (
    <PlainPage title="Sessions" isWide>
      <Roster labs={labs.map(summariseLab)} />
    </PlainPage>
  )
}
