'use client'

import type { ReactNode } from 'react'
import { useSession } from '../session/session-provider.tsx'

/** A value of the participant's own, once there is one; what the author wrote until then. */
export function SessionVariable({ name, children }: { name?: string; children?: ReactNode }) {
  const username = useSession(({ phase }) => (phase.status === 'open' ? phase.session.username : undefined))
  const value = name === 'username' ? username : undefined
  return (
    <span className="lab-variable" title={value === undefined ? 'Filled in when you have a session' : name}>
      {value ?? children}
    </span>
  )
}
