import type { Metadata } from 'next'
import Link from 'next/link'
import { PlainPage } from '../components/plain-page.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFoundPage() {
  return (
    <PlainPage title="There is nothing at this address">
      <p className="text-ink-muted">The lab or chapter may have been renamed, or the address was cut off.</p>
      <p className="mt-4">
        <Link href="/" className="text-accent-strong underline underline-offset-4">
          Go to the labs
        </Link>
      </p>
    </PlainPage>
  )
}
