'use client'

import { PlainPage } from '../components/plain-page.tsx'
import { Button } from '../components/ui/button.tsx'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <PlainPage title="This page could not be shown">
      <p className="text-ink-muted">Your session and its instances are not touched by this.</p>
      <p className="mt-4 flex gap-3">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload the page</Button>
      </p>
    </PlainPage>
  )
}
