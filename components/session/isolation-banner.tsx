'use client'

import { ShieldAlert } from 'lucide-react'
import { useSession } from './session-provider.tsx'

/** Only what a participant has to know: that this machine does not hold instances apart. */
export function IsolationBanner() {
  const isolation = useSession((state) => state.health?.isolation)
  if (isolation?.verdict !== 'none') return null
  return (
    <p className="flex gap-2 border-b border-danger/40 bg-danger-soft px-3 py-2 text-sm" role="alert">
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <span>
        <strong className="font-semibold">
          {isolation.isTrustedRoom ? 'Trusted room.' : 'No isolation.'}
        </strong>{' '}
        {isolation.meaning}
      </span>
    </p>
  )
}
