import type { Metadata } from 'next'
import { PlainPage } from '../../../components/plain-page.tsx'
import { EnterTeach } from '../../../components/teach/account/enter-teach.tsx'

export const metadata: Metadata = { title: 'Sign in' }

/** Where the link leads that is printed at the start. */
export default function EnterPage() {
  return (
    <PlainPage title="Sign in">
      <EnterTeach />
    </PlainPage>
  )
}
