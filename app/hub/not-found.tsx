import type { Metadata } from 'next'
import Link from 'next/link'
import { PlainPage } from '../../components/plain-page.tsx'
import { HUB_PATH } from '../../components/registry/hub-path.ts'

export const metadata: Metadata = { title: 'Nothing here' }

export default function HubNotFoundPage() {
  return (
    <PlainPage title="There is no repository at this address">
      <p className="text-ink-muted">
        Addresses of repositories look like <code className="font-mono">/hub/r/library/nginx</code>, in lower
        case.
      </p>
      <p className="mt-4">
        <Link href={HUB_PATH} className="text-accent-strong underline underline-offset-4">
          Search the Hub
        </Link>
      </p>
    </PlainPage>
  )
}
