'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** For authors: shows a chapter as it was saved last, without a reload, so that terminals stay. */
export function ContentReloader() {
  const router = useRouter()
  useEffect(() => {
    const events = new EventSource('/api/dev/content')
    events.addEventListener('changed', () => router.refresh())
    return () => events.close()
  }, [router])
  return null
}
