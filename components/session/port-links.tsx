import { ExternalLink } from 'lucide-react'
import type { PublishedPort } from '../../server/protocol/session.ts'

export function PortLinks({ ports }: { ports: readonly PublishedPort[] }) {
  return ports.map(({ port, container, url }) => (
    <a
      key={`${port} ${container}`}
      href={url}
      target="_blank"
      rel="noopener"
      title={`Published by ${container}`}
      className="inline-flex h-6 items-center gap-1.5 rounded border border-accent/40 bg-accent-soft px-2 text-xs font-medium text-accent-strong hover:border-accent hover:underline"
    >
      Open port {port}
      <ExternalLink aria-hidden className="size-3" />
    </a>
  ))
}
