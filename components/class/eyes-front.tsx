'use client'

import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import { Button } from '../ui/button.tsx'

/** A note, not a lock: whoever has read it puts it aside and goes on. */
export function EyesFront({ eyesFront }: { eyesFront: ClassView['eyesFront'] }) {
  const [asideSince, setAsideSince] = useState<number | null>(null)
  const isShown = eyesFront !== null && eyesFront.since !== asideSince
  return (
    <div role="status">
      {isShown && (
        <div className="flex items-start gap-2 border-t border-line bg-accent-soft px-3 py-2 text-sm">
          <Eye aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          <p className="min-w-0 flex-1 font-medium wrap-anywhere whitespace-pre-line">{eyesFront.text}</p>
          <Button size="small" onClick={() => setAsideSince(eyesFront.since)}>
            Put aside
          </Button>
        </div>
      )}
    </div>
  )
}
