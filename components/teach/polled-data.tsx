import type { ReactNode } from 'react'
import { Spinner } from '../ui/spinner.tsx'
import { StaleNote } from './stale-note.tsx'
import type { Polled } from './use-polled.ts'

/** What is read again and again on a page for who is signed in. `reading`: what is said until it is there. */
export function PolledData<T>({
  polled,
  reading,
  children,
}: {
  polled: Polled<T>
  reading: string
  children: (data: T) => ReactNode
}) {
  switch (polled.status) {
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-ink-muted">
          <Spinner className="size-4" /> {reading}
        </p>
      )
    case 'refused':
      return <p role="alert">You are signed out. Reload the page to sign in again.</p>
    case 'failed':
      return <p role="alert">{polled.problem}</p>
    case 'shown':
      return (
        <>
          <StaleNote problem={polled.problem} />
          {children(polled.data)}
        </>
      )
  }
}
