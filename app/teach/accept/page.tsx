import type { Metadata } from 'next'
import { PlainPage } from '../../../components/plain-page.tsx'
import { AcceptInvitation } from '../../../components/teach/account/accept-invitation.tsx'

export const metadata: Metadata = { title: 'Invitation' }

export default function AcceptPage() {
  return (
    <PlainPage title="Invitation">
      <AcceptInvitation />
    </PlainPage>
  )
}
