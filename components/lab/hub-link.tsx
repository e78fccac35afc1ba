'use client'

import type { ReactNode } from 'react'
import { hubModeOf } from '../session/hub-mode-of.ts'
import { useSession } from '../session/session-provider.tsx'
import { hubPageFor, withUsername } from './hub-address.ts'

/** A link to hub.docker.com leads to the lab's own Hub, unless names lead to the real registries. */
export function HubLink({ href, children }: { href: string; children?: ReactNode }) {
  const username = useSession(({ phase }) => (phase.status === 'open' ? phase.session.username : undefined))
  const isLive = useSession(hubModeOf) === 'live'
  // Who has no name yet has no page either.
  const address = withUsername(href, username) ?? new URL('/', href).href
  return (
    <a href={(isLive ? null : hubPageFor(address)) ?? address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
