import type { ReactNode } from 'react'
import { ContentReloader } from '../../components/lab/content-reloader.tsx'
import { Notices } from '../../components/session/notices.tsx'
import { SessionProvider } from '../../components/session/session-provider.tsx'

// Next replaces it when it builds.
// eslint-disable-next-line no-restricted-properties
const IS_DEVELOPMENT = process.env.NODE_ENV === 'development'

/** One session for all labs: it stays connected from chapter to chapter. */
export default function LabsLayout({ children }: { children: ReactNode }) {
  return (
    <SessionProvider>
      {children}
      <Notices />
      {IS_DEVELOPMENT && <ContentReloader />}
    </SessionProvider>
  )
}
