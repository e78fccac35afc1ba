import type { Metadata } from 'next'
import { JoinFlow } from '../../components/class/join-flow.tsx'
import { PlainPage } from '../../components/plain-page.tsx'

export const metadata: Metadata = { title: 'Join a workshop' }

export default function JoinPage() {
  return (
    <PlainPage title="Join a workshop">
      <JoinFlow />
    </PlainPage>
  )
}
