'use client'

import { Button } from './button.tsx'
import { useNow } from './use-now.ts'

/** Lies over the terminal's upper edge, so that nothing moves when the connection comes and goes. */
export function ConnectionBanner({
  message,
  retryAt,
  onRetry,
  retryLabel = 'Retry',
}: {
  message: string
  /** When it will be tried by itself; milliseconds since the epoch. */
  retryAt?: number | undefined
  onRetry?: (() => void) | undefined
  retryLabel?: string
}) {
  return (
    <div
      role="status"
      className="absolute inset-x-3 top-3 z-10 flex items-center justify-between gap-2 rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-sm shadow-lift"
    >
      <span>
        {message} {retryAt !== undefined && <RetryCountdown retryAt={retryAt} />}
      </span>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
    </div>
  )
}

function RetryCountdown({ retryAt }: { retryAt: number }) {
  const now = useNow(500)
  if (now === null) return null
  // A screen reader need not hear every second.
  return <span aria-hidden>Next attempt in {Math.max(0, Math.ceil((retryAt - now) / 1000))} s.</span>
}
