'use client'

import { ServerCrash } from 'lucide-react'
import type { SessionView } from '../../server/protocol/session.ts'

/** Goes by itself: the session tells when the lab engine answers again. */
export function EngineBanner({ session }: { session: SessionView }) {
  if (session.isLabEngineUp) return null
  return (
    <p className="flex shrink-0 gap-2 border-b border-warn/40 bg-warn-soft px-3 py-2 text-sm" role="status">
      <ServerCrash aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <span>
        <strong className="font-semibold">The lab engine does not answer.</strong> Your instances cannot be
        reached now. This page goes on by itself when the lab engine is back; what you type until then may
        come late.
      </span>
    </p>
  )
}
