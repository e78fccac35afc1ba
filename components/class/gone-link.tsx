'use client'

import { useSearchParams } from 'next/navigation'

/** Where the broker sends a personal link that opens nothing. */
const PARAMETER = 'gone'

export function GoneLink() {
  const isGone = useSearchParams().has(PARAMETER)
  if (!isGone) return null
  return (
    <p role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      This personal link opens no place any more: the place was left or given away, or its workshop is gone.
      With the workshop’s code you can join again.
    </p>
  )
}
