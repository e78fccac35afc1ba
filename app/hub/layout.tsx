import type { ReactNode } from 'react'
import { Notices } from '../../components/session/notices.tsx'
import { SessionProvider } from '../../components/session/session-provider.tsx'

/** The Hub's pages follow the participant's session, if there is one: its pushes appear in them. */
export default function HubLayout({ children }: { children: ReactNode }) {
  return (
    <SessionProvider>
      {children}
      <Notices />
    </SessionProvider>
  )
}
