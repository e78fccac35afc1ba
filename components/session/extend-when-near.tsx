'use client'

import type { SessionView } from '../../server/protocol/session.ts'
import { useNow } from '../ui/use-now.ts'
import { ExtendButton } from './extend-button.tsx'
import { FIRST_WARNING_MS } from './first-warning.ts'

/** Before that nobody needs it; then there is time to think. */
const OFFERED_MS = 30 * 60_000

/** Offers more time when the end comes near. */
export function ExtendWhenNear({ session }: { session: SessionView }) {
  const now = useNow(1_000)
  if (now === null) return null
  const leftMs = session.expiresAt - now
  // The warning has the button, too.
  if (leftMs > OFFERED_MS || leftMs < FIRST_WARNING_MS) return null
  return <ExtendButton session={session} />
}
