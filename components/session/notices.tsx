'use client'

import { lazy, Suspense } from 'react'
import { useSession } from './session-provider.tsx'

const NoticeToasts = lazy(async () => ({ default: (await import('./notice-toasts.tsx')).NoticeToasts }))

export function Notices() {
  const hasNotices = useSession((state) => state.notices.length > 0)
  return <Suspense>{hasNotices && <NoticeToasts />}</Suspense>
}
