'use client'

import { TriangleAlert, Unplug } from 'lucide-react'
import { Button } from '../ui/button.tsx'

/** In the place of what could not be read. It is tried again by itself as well. */
export function HubFailure({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-line bg-surface p-5">
      <p role="alert" className="flex gap-2">
        <Unplug aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
        {problem}
      </p>
      <Button onClick={onRetry}>Retry</Button>
    </div>
  )
}

/** Above what is shown all the same. */
export function HubOutOfDate({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-3 rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-sm">
      <p role="alert" className="flex gap-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        What you see may be out of date. {problem}
      </p>
      <Button size="small" onClick={onRetry}>
        Retry
      </Button>
    </div>
  )
}
