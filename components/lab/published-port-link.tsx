'use client'

import { ExternalLink } from 'lucide-react'
import { useSession } from '../session/session-provider.tsx'
import { instancesOf } from '../session/session-state.ts'

/** Leads to a port once it is published. */
export function PublishedPortLink({
  instance,
  port,
  path = '/',
}: {
  instance?: string
  port?: number
  path?: string
}) {
  const url = useSession((state) => {
    const found = instancesOf(state).find(({ name }) => name === instance)
    return found?.status === 'ready'
      ? found.ports.find((published) => published.port === Number(port))?.url
      : undefined
  })
  if (url === undefined) {
    return (
      <p className="lab-port text-ink-muted">
        Port {port} of {instance} is not published yet. A link appears here when it is.
      </p>
    )
  }
  return (
    <p className="lab-port">
      <a href={new URL(path, url).href} target="_blank" rel="noopener">
        Open {path === '/' ? `port ${port}` : `${path} on port ${port}`} of {instance}{' '}
        <ExternalLink aria-hidden className="inline size-3.5" />
      </a>
    </p>
  )
}
