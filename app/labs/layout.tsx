import type { ReactNode } from 'react'
import { Notices } from '../../components/session/notices.tsx'
import { SessionProvider } from '../../components/session/session-provider.tsx'

/** One session for all labs: it stays connected from chapter to chapter. */
export default function LabsLayout({ children }: { children: ReactNode }) {
  return (
    <SessionProvider>
      {children}
      <Notices />
    </SessionProvider>
  )
}
