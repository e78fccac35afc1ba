import { redirect } from 'next/navigation'
import { LabCards } from '../components/lab/lab-cards.tsx'
import { PlainPage } from '../components/plain-page.tsx'
import { readLabs } from './_lib/labs.ts'

export default async function HomePage() {
  const labs = await readLabs()
  const [only] = labs
  if (only && labs.length === 1) redirect(`/labs/${only.id}`)
  return (
    <PlainPage title="Labs">
      <LabCards labs={labs} />
    </PlainPage>
  )
}
